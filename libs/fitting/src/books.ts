import { EXPENDITURE_KINDS, FUND_NATURES, FISCAL_FUND_NATURES, type FundNature } from '@yujue/classification';
import { type Fen, fen } from '@yujue/money';
import { type LineFacts, type ReportLine, type ReportMeasure, type ReportRegister } from '@yujue/facts';
import { type Edition } from '@yujue/reporting';
import { filtersIn, namedFilters, termsInTables, totalOf } from './edition-blocks';
import { type NamedEntry, type CandidateValues } from './candidate-values';

type Amounts = LineFacts['amounts'];

/**
 * The ways that one 分 can take through a line's year, as the measures it is counted in. Lines made of such ways keep the
 * identities of both books by themselves (ARCHITECTURE.md, the two books): what was brought forward or received was spent,
 * allocated or carried forward, and nothing was spent without authority.
 */
const WAYS = {
  budget: {
    thisYear: [['appropriated'], ['appropriated', 'carriedForward']],
    carried: [['broughtForward'], ['broughtForward', 'carriedForward']],
  },
  final: {
    thisYear: [
      ['appropriated', 'received', 'disbursed'],
      ['supplemented', 'received', 'disbursed'],
      ['appropriated', 'received', 'carriedForward'],
      ['appropriated', 'received', 'allocated'],
      ['appropriated', 'lapsed'],
    ],
    carried: [
      ['broughtForward', 'disbursed'],
      ['broughtForward', 'carriedForward'],
      ['broughtForward', 'surrendered'],
      ['broughtForward', 'allocated'],
    ],
  },
} as const satisfies Record<Edition['kind'], Record<'thisYear' | 'carried', readonly (readonly ReportMeasure[])[]>>;

/** Which measure belongs to the entries of which register. */
const REGISTERS: readonly (readonly [ReportMeasure, ReportRegister])[] = [
  ['procurement', 'procurements'],
  ['servicePurchase', 'servicePurchases'],
  ['nonTaxPlanned', 'nonTaxPlans'],
  ['transferPlanned', 'transfers'],
  ['priorBudget', 'priorYear'],
  ['priorActual', 'priorYear'],
];

const ONE: Fen = fen(1);
const counted = (measures: readonly ReportMeasure[]): Amounts =>
  Object.fromEntries(measures.map((measure) => [measure, ONE]));

/** The candidates before they have codes: every unit, fund, kind and way of the books that the edition's cells add up. */
export function baseCandidates(candidateValues: CandidateValues, edition: Edition): LineFacts[] {
  const used = new Set(termsInTables(edition).flatMap((terms) => Object.keys(terms)));
  return [
    ...ledgerBase(candidateValues, edition),
    ...(used.has('nonTax') ? nonTaxBase(candidateValues) : []),
    ...REGISTERS.flatMap(([measure, register]) =>
      used.has(measure) ? registerBase(candidateValues, edition, measure, register) : [],
    ),
  ];
}

function ledgerBase(candidateValues: CandidateValues, edition: Edition): LineFacts[] {
  const year = candidateValues.fiscalYear;
  const ways = distinctWays(edition);
  return blankLines(candidateValues).flatMap((line) =>
    FUND_NATURES.flatMap((fundNature) =>
      EXPENDITURE_KINDS.flatMap((expenditureKind) =>
        ways.map(({ carried, amounts }): LineFacts => {
          const paymentMode = !carried && isFiscal(fundNature) ? '国库集中支付' : '实有资金';
          const originYear = carried ? year - 1 : year;
          return { line: { ...line, fundNature, expenditureKind, originYear, paymentMode }, amounts };
        }),
      ),
    ),
  );
}

/** The ways that an edition's tables distinguish: one that prints no 上年结转 takes all money for this year's. */
function distinctWays(edition: Edition): { carried: boolean; amounts: Amounts }[] {
  const { thisYear, carried } = WAYS[edition.kind];
  const asksOrigin = namedFilters(edition).some(({ origin }) => origin !== undefined);
  const terms = termsInTables(edition);
  const all = [
    ...thisYear.map((way) => ({ carried: false, amounts: counted(way) })),
    ...carried.map((way) => ({ carried: true, amounts: counted(way) })),
  ];
  const byCount = new Map<string, (typeof all)[number]>();
  for (const way of all) {
    const key = [asksOrigin && way.carried, ...terms.map((each) => totalOf(each, way.amounts))].join();
    if (!byCount.has(key)) byCount.set(key, way);
  }
  return [...byCount.values()];
}

const isFiscal = (fund: FundNature): boolean => FISCAL_FUND_NATURES.some((fiscal) => fiscal === fund);

function nonTaxBase(candidateValues: CandidateValues): LineFacts[] {
  return blankLines(candidateValues).flatMap((line) =>
    (['纳入预算管理', '纳入财政专户管理'] as const).map((nonTaxAccount) => ({
      line: { ...line, nonTaxAccount },
      amounts: counted(['nonTax']),
    })),
  );
}

function registerBase(
  candidateValues: CandidateValues,
  edition: Edition,
  measure: ReportMeasure,
  register: ReportRegister,
): LineFacts[] {
  const named = candidateValues.entries.filter((entry) => entry.register === register);
  const entries = named.length > 0 ? named : [unnamedEntry(register)];
  const categories = categoriesOf(edition, measure);
  return blankLines(candidateValues).flatMap((line) =>
    entries
      .filter(({ unit }) => unit === null || unit === line.unit)
      .flatMap(({ entryNo, name, texts, projectCode, fund, kinds }) =>
        FUND_NATURES.filter((nature) => fund === null || nature === fund).flatMap((fundNature) =>
          [null, ...EXPENDITURE_KINDS]
            .filter((kind) => (kinds === null ? true : kind !== null && kinds.includes(kind)))
            .flatMap((expenditureKind) =>
              categories.map((category) => ({
                line: {
                  ...line,
                  fundNature,
                  expenditureKind,
                  projectCode,
                  entry: { register, entryNo, name, category, texts },
                },
                amounts: counted([measure]),
              })),
            ),
        ),
      ),
  );
}

/** A table that only prints sums of a register (Shenzhen 2023 table 3) names none of its entries. */
const unnamedEntry = (register: ReportRegister): NamedEntry => ({
  register,
  entryNo: '001',
  name: '合计',
  unit: null,
  fund: null,
  kinds: null,
  projectCode: null,
  texts: {},
});

/** The categories that the tables of a register distinguish; only null if they distinguish none. */
function categoriesOf(edition: Edition, measure: ReportMeasure): (string | null)[] {
  const found = edition.tables
    .filter((table) => edition.terms.get(table.measure ?? '')?.[measure] !== undefined)
    .flatMap((table) => filtersIn(table).flatMap(({ category }) => category ?? []));
  return found.length > 0 ? [...new Set(found)] : [null];
}

const blankLines = ({ profile, fiscalYear }: CandidateValues): ReportLine[] =>
  profile.units.map(({ code, kind }) => ({
    id: '',
    department: profile.code,
    unit: code,
    unitKind: kind,
    fiscalYear,
    fundNature: null,
    functionCode: null,
    economicCode: null,
    govEconomicCode: null,
    expenditureKind: null,
    projectCode: null,
    originYear: fiscalYear,
    paymentMode: null,
    nonTaxCategory: null,
    nonTaxAccount: null,
    entry: null,
  }));
