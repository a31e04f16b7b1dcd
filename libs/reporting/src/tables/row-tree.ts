/** As much of a row as tells what it stands below. */
interface DeepRow {
  readonly side: string | null;
  /** How many rows it stands below. */
  readonly depth: number;
}

/** The row that each row stands below: the last row before it, on its side, that is less deep. */
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
