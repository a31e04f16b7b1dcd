/** The part of a row that decides its parent. */
interface DeepRow {
  readonly side: string | null;
  /** How deep it is nested, from 0. */
  readonly depth: number;
}

/** The parent of each row: the last row before it, on its side, that is less deep. */
export function parentsOf<Row extends DeepRow>(rows: readonly Row[]): Map<Row, Row> {
  const parents = new Map<Row, Row>();
  let above: Row[] = [];
  for (const row of rows) {
    above = above.filter(({ side, depth }) => side === row.side && depth < row.depth);
    const parent = above.at(-1);
    if (parent) parents.set(row, parent);
    above.push(row);
  }
  return parents;
}
