import { MONEY_UNITS } from '@yujue/money';
import { type Problems, type Row } from './csv';

/**
 * 说明数 of one 口径 are one figure: the department's own, or the sum of its units', each told once and in one unit of
 * measure. Anything else would be counted twice, or could not be added up.
 */
export function checkStatements(rows: readonly Row[], department: string, problems: Problems): void {
  const byKey = Map.groupBy(rows, ({ cells }) => cells['指标口径']!);
  for (const [key, [first, ...more]] of byKey) {
    const owners = new Set([first!.cells['预算单位']]);
    for (const row of more) {
      const owner = row.cells['预算单位']!;
      if (owners.has(owner)) problems.at(row, `${owner} 的指标口径“${key}”已登记过，请只留一行。`);
      else if (owners.has(department) || owner === department)
        problems.at(row, `指标口径“${key}”应由部门登记一个数，或由各单位分别登记，不能两者都有。`);
      else if (measureOf(row) !== measureOf(first!))
        problems.at(row, `指标口径“${key}”的单位应与第 ${first!.rowNumber} 行的“${first!.cells['单位']}”相同。`);
      owners.add(owner);
    }
  }
}

/** Units of money can be added up together. */
const measureOf = ({ cells }: Row): string =>
  MONEY_UNITS.some((unit) => unit === cells['单位']) ? '元' : cells['单位']!;
