import { MONEY_UNITS } from '@yujue/money';
import { type Problems, type Row } from './csv';

/**
 * 说明数 of one 口径 are one figure: the department's own, or the sum of its units', each given once and in one unit of
 * measure. Anything else would be counted twice, or could not be added up.
 */
export function checkStatedFigures(rows: readonly Row[], department: string, problems: Problems): void {
  const told = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.cells['指标口径']!;
    const earlier = told.get(key) ?? [];
    const problem = clashOf(row, earlier, department);
    if (problem !== null) problems.at(row, `指标口径“${key}”${problem}`);
    told.set(key, [...earlier, row]);
  }
}

/** What is wrong with a row after others of its 口径. */
function clashOf(row: Row, earlier: readonly Row[], department: string): string | null {
  const [first] = earlier;
  if (!first) return null;
  const owner = ownerOf(row);
  const owners = earlier.map(ownerOf);
  if (owners.includes(owner)) return `已为 ${owner} 登记过，请只留一行。`;
  if (owner === department || owners.includes(department))
    return '应由部门登记一个数，或由各单位分别登记，不能两者都有。';
  if (measureOf(row) !== measureOf(first))
    return `的单位应与第 ${first.rowNumber} 行的“${first.cells['单位']}”相同，才能相加。`;
  return null;
}

const ownerOf = ({ cells }: Row): string => cells['预算单位']!;

/** Units of money can be added up together. */
function measureOf({ cells }: Row): string {
  const unit = cells['单位']!;
  return MONEY_UNITS.some((each) => each === unit) ? '元' : unit;
}
