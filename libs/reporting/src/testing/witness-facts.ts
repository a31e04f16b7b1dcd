import { type ExpenditureKind } from '@yujue/classification';
import { type Measure } from '@yujue/ledger';
import { type Fen, ZERO, add, least, parseYuan, subtract, sum } from '@yujue/money';
import { type LineFacts, type ReportLine } from '@yujue/facts';
import {
  BASIC_BUDGETS,
  BASIC_BY_ECONOMIC,
  BASIC_BY_FUNCTION,
  FULL_YEAR_BUDGET,
  INITIAL_GENERAL_BUDGET,
  INSTITUTION_PUBLIC_COST,
  INSURANCE_SUPPLEMENT,
  PROJECTS,
  type Yuan,
} from './witness-2020';

const line = (id: string, own: Partial<ReportLine>): ReportLine => ({
  id,
  department: 'gz-ybj',
  unit: '310001',
  unitKind: '行政',
  fiscalYear: 2020,
  fundNature: '一般公共预算',
  functionCode: null,
  economicCode: null,
  govEconomicCode: null,
  expenditureKind: '项目支出',
  projectCode: null,
  originYear: 2020,
  paymentMode: '国库集中支付',
  nonTaxCategory: null,
  nonTaxAccount: null,
  entry: null,
  ...own,
});

type Amounts = Partial<Record<Measure, Yuan>>;

const facts = (id: string, own: Partial<ReportLine>, amounts: Amounts): LineFacts => ({
  line: line(id, own),
  amounts: Object.fromEntries(Object.entries(amounts).map(([measure, text]) => [measure, parseYuan(text)])),
});

/** Treasury money: income at the moment it is spent; what is not spent of the authority lapses. */
const treasury = (own: ReportLine, spent: Fen, budget: Fen): LineFacts => ({
  line: own,
  amounts: { appropriated: budget, received: spent, disbursed: spent, lapsed: subtract(budget, spent) },
});

const kindOf = (economic: string): ExpenditureKind => (/^30[13]/.test(economic) ? '人员经费' : '公用经费');

/** Fills function codes from economic codes in order (north-west corner): any meeting of the two margins will do. */
function basicLines(): LineFacts[] {
  const functions = Object.entries(BASIC_BY_FUNCTION).map(([code, amount]) => ({ code, left: parseYuan(amount) }));
  return Object.entries(BASIC_BY_ECONOMIC).flatMap(([economicCode, amount]) => {
    const result: LineFacts[] = [];
    let left = parseYuan(amount);
    for (const each of functions) {
      const spent = least(left, each.left);
      if (spent === 0) continue;
      each.left = subtract(each.left, spent);
      left = subtract(left, spent);
      const id = `${each.code}-${economicCode}`;
      const own = line(id, { functionCode: each.code, economicCode, expenditureKind: kindOf(economicCode) });
      const budget = BASIC_BUDGETS[economicCode];
      result.push(treasury(own, spent, budget === undefined ? spent : parseYuan(budget)));
    }
    return result;
  });
}

function projectLines(): LineFacts[] {
  return PROJECTS.map(({ code, function: functionCode, economic: economicCode, spent, budget, project, fund }) => {
    const own = line(code, {
      functionCode,
      economicCode,
      projectCode: project ?? null,
      fundNature: fund ?? '一般公共预算',
    });
    return treasury(own, parseYuan(spent), parseYuan(budget ?? spent));
  });
}

/** 其他收入 of 2101301 received in cash, its carry-over, the fiscal carry-over that never moved, and 非税收入. */
const OTHER_LINES: readonly LineFacts[] = [
  facts(
    'other',
    { functionCode: '2101301', fundNature: '其他收入', paymentMode: '实有资金' },
    {
      appropriated: '629186399.99',
      broughtForward: '20517700.00',
      received: '629186399.99',
      disbursed: '648829699.98',
      carriedForward: '874400.01',
    },
  ),
  facts(
    'carried',
    { functionCode: '2101599', originYear: 2019 },
    { broughtForward: '171599.98', carriedForward: '171599.98' },
  ),
  facts('interest', nonTax('060101'), { nonTax: '900.00' }),
  facts('disposal', nonTax('060201'), { nonTax: '7200.00' }),
];

function nonTax(nonTaxCategory: string): Partial<ReportLine> {
  return { fundNature: null, expenditureKind: null, nonTaxCategory, nonTaxAccount: '纳入预算管理' };
}

/** Part of a line's amounts moves to another unit. */
function toInstitution(all: readonly LineFacts[], economicCode: string, amount: Fen): LineFacts[] {
  const from = all.findIndex(
    ({ line: each }) => each.economicCode === economicCode && each.expenditureKind === '公用经费',
  );
  const source = all[from]!;
  const rest = subtract(source.amounts.disbursed ?? ZERO, amount);
  const institution = { ...source.line, id: `${source.line.id}-310003`, unit: '310003', unitKind: '事业' } as const;
  return [
    ...all.slice(0, from),
    treasury(source.line, rest, rest),
    treasury(institution, amount, amount),
    ...all.slice(from + 1),
  ];
}

/** What is left of 全年预算 lapses on the information project; what is over 年初预算 was supplemented in the year. */
function withBudgets(all: readonly LineFacts[]): LineFacts[] {
  const amount = (measure: Measure, of: readonly LineFacts[]) => sum(of.map(({ amounts }) => amounts[measure] ?? ZERO));
  const general = all.filter(({ line: each }) => each.fundNature === '一般公共预算');
  const authority = sum([amount('appropriated', all), amount('broughtForward', all)]);
  const missing = subtract(parseYuan(FULL_YEAR_BUDGET), authority);
  const over = subtract(sum([amount('appropriated', general), missing]), parseYuan(INITIAL_GENERAL_BUDGET));
  const insurance = parseYuan(INSURANCE_SUPPLEMENT);
  return all.map((each) => {
    if (each.line.id === 'xx')
      return treasury(each.line, each.amounts.disbursed!, add(each.amounts.appropriated!, missing));
    if (each.line.fundNature === '政府性基金预算') return supplemented(each, each.amounts.appropriated!);
    if (each.line.id === 'jm') return supplemented(each, insurance);
    if (each.line.id === 'jb') return supplemented(each, subtract(over, insurance));
    return each;
  });
}

/** Part of a line's budget came in the year, not at its start. */
const supplemented = ({ line: own, amounts }: LineFacts, supplement: Fen): LineFacts => ({
  line: own,
  amounts: { ...amounts, appropriated: subtract(amounts.appropriated!, supplement), supplemented: supplement },
});

/** The year's lines with their sums, in 分. */
export const witness2020 = (): LineFacts[] =>
  withBudgets([
    ...toInstitution(basicLines(), '30299', parseYuan(INSTITUTION_PUBLIC_COST)),
    ...projectLines(),
    ...OTHER_LINES,
  ]);
