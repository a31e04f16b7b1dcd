import { type ListField } from '@yujue/list-import';
import { type NewLine } from '@yujue/ledger';
import { DIMENSION_NAMES, type Dimensions } from './line-dimensions';
import { type RowFaults } from './row-fault';

/** A line that a row is about, with its unit. */
export interface FoundLine {
  readonly unit: string;
  readonly line: NewLine;
}

/** The dimensions in which a row differs from a line. */
export const differing = (line: NewLine, asked: Dimensions) =>
  (Object.keys(DIMENSION_NAMES) as (keyof Dimensions)[]).filter(
    (dimension) => asked[dimension] !== undefined && asked[dimension] !== line[dimension],
  );

/** A known line keeps its dimensions; a row that names others means another line, or has a typing mistake. */
export function asAsked(found: FoundLine, asked: Dimensions, faults: RowFaults): FoundLine | null {
  const { line } = found;
  for (const dimension of differing(line, asked)) {
    const name = DIMENSION_NAMES[dimension];
    const [own, other] = [line[dimension] ?? '空', asked[dimension]];
    faults.add(name, `指标 ${line.id} 的${name}为 ${own}，本行为 ${other}。请核对指标编号和${name}。`);
  }
  return faults.any ? null : found;
}

/** At most this many lines are listed. */
const LINES_TOLD_MAX = 3;

/** What is wrong where a row could mean several lines. */
export function ambiguous(alike: readonly NewLine[]): string {
  const told = alike.slice(0, LINES_TOLD_MAX).map(({ id }) => id);
  const more = alike.length > LINES_TOLD_MAX ? '……' : '';
  return `符合本行各项分类的指标有 ${alike.length} 条（${told.join('、')}${more}）。请填写指标编号。`;
}

/** What is wrong where there is no line as a row names it: by number, or by its dimensions. */
export const unknown = (id: string | undefined): [field: ListField, message: string] =>
  id === undefined
    ? ['支出功能分类', '没有符合本行各项分类的指标。请核对分类，或填写指标编号。']
    : ['指标编号', `没有指标 ${id}。请核对指标编号，或先导入指标。`];
