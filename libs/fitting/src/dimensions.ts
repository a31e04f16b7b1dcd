import { type LineFacts, type ReportLine } from '@yujue/facts';
import { type Filter } from '@yujue/reporting';
import { type CandidateValues } from './candidate-values';

/** A dimension that candidates are extended by, one after the other. */
export interface Dimension {
  /** The row sources that break amounts down by it. */
  readonly sources: readonly string[];
  /** The keys of filters that look at it. */
  readonly keys: readonly (keyof Filter)[];
  /** Whether candidates of this kind have the dimension at all. */
  readonly applies: (candidate: LineFacts) => boolean;
  /** Whether a candidate must have a value even where no table asks. */
  readonly required: (candidate: LineFacts) => boolean;
  readonly values: (candidate: LineFacts, candidateValues: CandidateValues) => readonly string[];
  readonly with: (line: ReportLine, value: string, candidateValues: CandidateValues) => ReportLine;
}

const isNonTax = ({ amounts }: LineFacts): boolean => amounts.nonTax !== undefined;
const isLedger = (candidate: LineFacts): boolean => candidate.line.entry === null && !isNonTax(candidate);

/** In the order of extension: what leaves the fewest candidates comes first. */
export const DIMENSIONS: readonly Dimension[] = [
  {
    sources: ['projects', 'projectCategories'],
    keys: ['project', 'projectCategory'],
    applies: (candidate) => !isNonTax(candidate) && candidate.line.projectCode === null,
    required: () => false,
    values: ({ line }, { projects }) =>
      projects
        .filter(({ unit, kinds }) => (unit === null || unit === line.unit) && isAmong(line.expenditureKind, kinds))
        .map(({ code }) => code),
    with: (line, projectCode) => ({ ...line, projectCode }),
  },
  {
    sources: ['functions'],
    keys: ['function'],
    applies: (candidate) => !isNonTax(candidate),
    required: isLedger,
    values: (_, { catalogue }) => leavesOf(catalogue.functions),
    with: (line, functionCode) => ({ ...line, functionCode }),
  },
  {
    sources: ['economic', 'government'],
    keys: ['economic', 'government', 'sangong', 'operatingCost'],
    applies: (candidate) => !isNonTax(candidate),
    required: () => false,
    values: (_, { catalogue }) => leavesOf(catalogue.economic),
    with: (line, economicCode, { catalogue }) => ({
      ...line,
      economicCode,
      govEconomicCode: catalogue.governmentCodeOf(economicCode, line.unitKind) ?? null,
    }),
  },
  {
    sources: ['nonTax'],
    keys: ['nonTax'],
    applies: isNonTax,
    required: () => true,
    values: (_, { catalogue }) => leavesOf(catalogue.nonTax),
    with: (line, nonTaxCategory) => ({ ...line, nonTaxCategory }),
  },
];

const leavesOf = (tree: CandidateValues['catalogue']['functions']): string[] =>
  tree.entries.filter(({ code }) => tree.isLeaf(code)).map(({ code }) => code);

const isAmong = (kind: string | null, kinds: readonly string[] | null): boolean =>
  kinds === null || kind === null || kinds.includes(kind);
