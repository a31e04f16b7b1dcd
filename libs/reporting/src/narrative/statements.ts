import { type Fen, MONEY_UNITS, parseAmount, sum, sumOfNumbers } from '@yujue/money';
import { type NarrativeInput } from './narrative';
import { type NumberSource, type Value, gap } from './value';

type Input = Pick<NarrativeInput, 'registers' | 'report'>;
type Statement = NarrativeInput['registers']['statements'][number];

/**
 * 说明数 of a 口径: the department's own figure, or that of its units together; a gap while one of them has not given its
 * own.
 */
export function statedFigure(key: string, { registers, report }: Input): Value {
  const told = statementsOf(key, registers.statements);
  const [first] = told;
  if (!first) return gap(key);
  const { units } = report.directory;
  const owners = new Set(told.map(({ owner }) => owner));
  const missing = units.filter(({ code }) => !owners.has(code));
  // An owner that is no unit is the department, whose figure is for all of them.
  const byDepartment = owners.size > units.length - missing.length;
  if (!byDepartment && missing.length > 0) return gap(`${key}（缺${missing.map(({ name }) => name).join('、')}）`);
  const sources: NumberSource[] = [{ from: 'register', register: 'statements', entries: told.map((it) => it.entryNo) }];
  const amounts = told.flatMap((it) => moneyOf(it) ?? []);
  if (amounts.length > 0) return { kind: 'money', amount: sum(amounts), sources };
  const amount = sumOfNumbers(told.map(({ content }) => content.value));
  return { kind: 'count', amount, unit: first.content.unit, sources };
}

/** The date of a 口径's figure, as sentences write it: 2020年8月31日. A gap if its entries have no single date. */
export function statedDay(key: string, { registers }: Input): Value {
  const days = new Set(statementsOf(key, registers.statements).map(({ content }) => content.asOf));
  const [day] = days;
  if (days.size !== 1 || !day) return gap(`${key}截止日期`);
  const [year, month, date] = day.split('-').map(Number);
  return { kind: 'text', text: `${year}年${month}月${date}日` };
}

const statementsOf = (key: string, statements: readonly Statement[]): Statement[] =>
  statements.filter(({ content }) => content.key === key);

/** Money is exact in 分, in whatever unit it was given; null for what is no money. */
function moneyOf({ content }: Statement): Fen | null {
  const unit = MONEY_UNITS.find((each) => each === content.unit);
  return unit === undefined ? null : parseAmount(content.value, unit);
}
