import { type Statements } from '../edition/statement-schema';
import { type CheckableTable, cellsOf } from './check-cells';
import { CheckBooks } from './check-context';
import { type CheckedSum, checkedSum } from './checked-cell';

/** No row and no column is gone through: every cell is named. */
const NAMED = { row: null, column: null };

/**
 * What the tables say of each amount that an edition's statements name, by its name. An amount without cells, or of a
 * table that is not given, is left out.
 */
export function statedSums(
  tables: readonly CheckableTable[],
  { amounts }: Statements,
): ReadonlyMap<string, CheckedSum> {
  const books = new CheckBooks(tables, {});
  return new Map(
    Object.entries(amounts).flatMap(([name, { cells }]): [string, CheckedSum][] => {
      if (cells.length === 0 || !cells.every((ref) => books.table(ref))) return [];
      const meant = cells.flatMap((ref) =>
        cellsOf(ref, '', books.table(ref)!, NAMED).map(({ cell: { exact, printed }, label, style }) => ({
          label,
          exact,
          printed,
          style,
          minus: ref.minus,
        })),
      );
      return [[name, checkedSum(meant)]];
    }),
  );
}
