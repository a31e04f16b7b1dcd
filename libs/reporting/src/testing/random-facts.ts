import { type Catalogue, type CodeTree, EXPENDITURE_KINDS, FUND_NATURES } from '@yujue/classification';
import { type LineFacts, type ReportLine, type RegisterMeasure, type ReportRegister } from '@yujue/facts';
import { MEASURE_NAMES, type Measure } from '@yujue/ledger';
import { type Fen } from '@yujue/money';
import fc from 'fast-check';
import { Directory, type ReportInput, type ReportProject } from '../report-input';

const DEPARTMENT = { name: '某局', authority: '某委' };
const UNITS = [
  { code: '310001', name: '某局' },
  { code: '310002', name: '某中心' },
];

/** Registers of projects as they may be: below others, below themselves, below one that is not there, twice. */
const project: fc.Arbitrary<ReportProject> = fc.record({
  code: fc.constantFrom('P1', 'P2', 'P21', 'P3', 'P31'),
  name: fc.constantFrom('运行经费', '救助', '购置经费'),
  parentCode: fc.constantFrom(null, null, 'P2', 'P3', 'P31', 'P9'),
  category: fc.constantFrom('运行保障类', '经济和社会发展类', '市级财政专项资金', undefined),
});

/** A code of the catalogue at any depth, one that it does not have, one that is no code, or none. */
const codeOf = (tree: CodeTree): fc.Arbitrary<string | null> => {
  const known = tree.entries.map(({ code }) => code);
  if (known.length === 0) return fc.constantFrom(null, '50101', '5');
  const code = fc.constantFrom(...known);
  return fc.oneof(
    { weight: 4, arbitrary: code },
    { weight: 1, arbitrary: code.map((it) => `${it.slice(0, -1)}7`) },
    { weight: 1, arbitrary: code.map((it) => `${it}98`) },
    { weight: 1, arbitrary: fc.constantFrom(null, '', '2', '2999999', '39', 'X') },
  );
};

/** Amounts that round in every unit, some of them back again. */
const amount = fc
  .oneof(fc.integer({ min: -30_000_000, max: 900_000_000 }), fc.constantFrom(-5_000_000, 5_000_000))
  .map((fen) => fen as Fen);

const amounts = <Measure extends string>(measures: readonly Measure[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...measures), amount), { minLength: 1, maxLength: 4 })
    .map((pairs) => Object.fromEntries(pairs) as Partial<Record<Measure, Fen>>);

const projectCode = fc.constantFrom(null, 'P1', 'P2', 'P21', 'P31', 'P9', '不在项目库');

function ledgerLine(catalogue: Catalogue): fc.Arbitrary<ReportLine> {
  return fc.record<ReportLine>({
    id: fc.uuid(),
    department: fc.constant('d'),
    unit: fc.constantFrom('310001', '310002', '399999'),
    unitKind: fc.constantFrom('行政', '事业'),
    fiscalYear: fc.constant(catalogue.year),
    fundNature: fc.constantFrom(...FUND_NATURES),
    functionCode: codeOf(catalogue.functions),
    economicCode: codeOf(catalogue.economic),
    govEconomicCode: codeOf(catalogue.government),
    expenditureKind: fc.constantFrom(...EXPENDITURE_KINDS),
    projectCode,
    originYear: fc.constantFrom(catalogue.year, catalogue.year - 1),
    paymentMode: fc.constantFrom('国库集中支付', '实有资金'),
    nonTaxCategory: fc.constant(null),
    nonTaxAccount: fc.constant(null),
    entry: fc.constant(null),
  });
}

const nonTaxFacts = (catalogue: Catalogue): fc.Arbitrary<LineFacts> =>
  fc.record({
    line: fc
      .record({
        line: ledgerLine(catalogue),
        nonTaxCategory: codeOf(catalogue.nonTax),
        nonTaxAccount: fc.constantFrom('纳入预算管理' as const, '纳入财政专户管理' as const),
      })
      .map(({ line, ...own }) => ({
        ...line,
        fundNature: null,
        functionCode: null,
        economicCode: null,
        govEconomicCode: null,
        expenditureKind: null,
        projectCode: null,
        ...own,
      })),
    amounts: amounts<Measure>(['nonTax']),
  });

const REGISTERS: Readonly<Record<RegisterMeasure, ReportRegister>> = {
  procurement: 'procurements',
  servicePurchase: 'servicePurchases',
  nonTaxPlanned: 'nonTaxPlans',
  transferPlanned: 'transfers',
  priorBudget: 'priorYear',
  priorActual: 'priorYear',
};

/** An entry of a register may leave any dimension open. */
const registered = (catalogue: Catalogue): fc.Arbitrary<LineFacts> =>
  fc
    .record({
      line: ledgerLine(catalogue),
      measure: fc.constantFrom(...(Object.keys(REGISTERS) as (keyof typeof REGISTERS)[])),
      amount,
      open: fc.record({ fundNature: fc.boolean(), expenditureKind: fc.boolean() }),
      category: fc.constantFrom(null, '货物', '服务', '本级收入', '越秀'),
    })
    .map(({ line, measure, amount: value, open, category }) => ({
      line: {
        ...line,
        paymentMode: null,
        ...(open.fundNature && { fundNature: null }),
        ...(open.expenditureKind && { expenditureKind: null }),
        // Entries are numbered within their unit and register.
        entry: { register: REGISTERS[measure], entryNo: line.id, name: '事项', category, texts: {} },
      },
      amounts: { [measure]: value },
    }));

/** What a department's year may hold; made a report by `reportOf`, so that a failing one is printed without its catalogue. */
export interface AnyYear {
  readonly facts: readonly LineFacts[];
  readonly projects: readonly ReportProject[];
}

/** Lines whose project, code or unit is unknown or missing. */
export const anyYear = (catalogue: Catalogue): fc.Arbitrary<AnyYear> =>
  fc
    .record({
      booked: fc.array(fc.record({ line: ledgerLine(catalogue), amounts: amounts(MEASURE_NAMES) }), { maxLength: 12 }),
      nonTax: fc.array(nonTaxFacts(catalogue), { maxLength: 3 }),
      entries: fc.array(registered(catalogue), { maxLength: 8 }),
      projects: fc.array(project, { maxLength: 6 }),
    })
    .map(({ booked, nonTax, entries, projects }) => ({ facts: [...booked, ...nonTax, ...entries], projects }));

export const reportOf = ({ facts, projects }: AnyYear, catalogue: Catalogue): ReportInput => ({
  facts,
  catalogue,
  directory: new Directory(UNITS, projects, DEPARTMENT),
});
