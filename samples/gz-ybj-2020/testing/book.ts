import { type FundNature, FISCAL_FUND_NATURES } from '@yujue/classification';
import { type Fen, ZERO, add, fen } from '@yujue/money';
import { type Kind, type Movement, movements, total } from './movements';
import { type DataRow, rowsOf } from './read-dataset';

/** A line of 指标.csv with the sums of its movements. */
export interface BookLine {
  readonly id: string;
  readonly unit: string;
  readonly fund: string;
  readonly functionCode: string;
  readonly economicCode: string;
  readonly expenditureKind: string;
  readonly project: string;
  readonly paidByTreasury: boolean;
  readonly movements: readonly Movement[];
}

/** The whole year, line by line. */
export function book(): BookLine[] {
  const all = movements();
  return rowsOf('指标.csv').map((row) =>
    lineOf(
      row,
      all.filter(({ lineId }) => lineId === row('指标编号')),
    ),
  );
}

const lineOf = (row: DataRow, of: readonly Movement[]): BookLine => ({
  id: row('指标编号'),
  unit: row('预算单位'),
  fund: row('资金性质'),
  functionCode: row('支出功能分类'),
  economicCode: row('部门经济分类'),
  expenditureKind: row('支出类别'),
  project: row('项目编码'),
  paidByTreasury: row('支付方式') === '国库集中支付',
  movements: of,
});

export const isFiscal = ({ fund }: BookLine): boolean =>
  FISCAL_FUND_NATURES.some((fiscal: FundNature) => fiscal === fund);

export const spent = (line: BookLine): Fen => total(line.movements, '支出');

/** 全年预算 with what was brought forward, as Guangzhou counts it. */
export const yearBudget = ({ movements: of }: BookLine): Fen =>
  fen(total(of, '上年结转', '年初预算', '追加', '调剂') - total(of, '追减'));

/** Income of the year: treasury money at the moment it is paid, other money as it came in. */
export const income = (line: BookLine): Fen => (line.paidByTreasury ? spent(line) : total(line.movements, '收入'));

/** The lowest 可用额度 and 结存 that a line has on any date, and what it ends with; in 分. */
export function replay({ movements: of, paidByTreasury }: BookLine) {
  let [available, holdings] = [ZERO, ZERO];
  const lowest = { available: ZERO, holdings: ZERO };
  for (const { kind, amount } of of) {
    available = add(available, fen(AUTHORITY[kind] * amount));
    holdings = add(holdings, fen(paidByTreasury ? 0 : RESOURCES[kind] * amount));
    lowest.available = fen(Math.min(lowest.available, available));
    lowest.holdings = fen(Math.min(lowest.holdings, holdings));
  }
  return { lowest, end: { available, holdings } };
}

/** How a movement changes 可用额度 and 结存. Source: libs/ledger balance.ts, here written down once more. */
const AUTHORITY: Readonly<Record<Kind, 1 | -1 | 0>> = {
  上年结转: 1,
  年初预算: 1,
  追加: 1,
  追减: -1,
  调剂: 1,
  冻结: -1,
  收入: 0,
  支出: -1,
  结转下年: -1,
  收回: -1,
};
const RESOURCES: Readonly<Record<Kind, 1 | -1 | 0>> = {
  上年结转: 1,
  年初预算: 0,
  追加: 0,
  追减: 0,
  调剂: 0,
  冻结: 0,
  收入: 1,
  支出: -1,
  结转下年: -1,
  收回: 0,
};
