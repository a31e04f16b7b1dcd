/** A place of a written file and what it says. */
export interface FileCell {
  /** Names the place within its file: the same place of the same report has the same key. */
  readonly key: string;
  /** What people call it: table number, row and column by name. */
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

/** A place where a file says something else than the ledger. */
export interface CellChange {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** null where the file has no such place, or the ledger has none. */
  readonly inFile: string | null;
  readonly inLedger: string | null;
}

/** The places where two readings of a report differ; blanks and missing places are the same. */
export function cellChanges(ledger: readonly FileCell[], file: readonly FileCell[]): CellChange[] {
  const found = new Map(file.filter(({ text }) => text !== '').map((cell) => [cell.key, cell]));
  const changed = ledger.flatMap((expected) => {
    const inFile = found.get(expected.key)?.text ?? null;
    found.delete(expected.key);
    const inLedger = expected.text === '' ? null : expected.text;
    return inFile === inLedger ? [] : [change(expected, inFile, inLedger)];
  });
  return [...changed, ...[...found.values()].map((cell) => change(cell, cell.text, null))];
}

const change = ({ table, row, column }: FileCell, inFile: string | null, inLedger: string | null): CellChange => ({
  table,
  row,
  column,
  inFile,
  inLedger,
});
