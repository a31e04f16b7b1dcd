import { type FilledRow } from '../../tables/filled';

const SUBTOTAL = /^本年.*合计$/;
const TOTAL = /[合总]\s*计$/;

/**
 * The rows of the sides of a table, with empty ones so that they are side by side as on paper: 本年收入合计 on one
 * line with 本年支出合计, what follows these below, and the totals together on the last line.
 */
export function alignedRows(sides: readonly (readonly FilledRow[])[]): (FilledRow | undefined)[][] {
  const parts = sides.map(partsOf);
  const lengths = [0, 1, 2].map((part) => Math.max(0, ...parts.map((of) => of[part]?.length ?? 0)));
  return parts.map((of) => of.flatMap((rows, part) => padded(rows, lengths[part] ?? 0)));
}

/** The rows above the side's 本年合计, from there on, and its total. */
function partsOf(rows: readonly FilledRow[]): (readonly FilledRow[])[] {
  const last = rows.at(-1);
  const total = last && TOTAL.test(last.name) ? [last] : [];
  const above = rows.slice(0, rows.length - total.length);
  const subtotal = above.findIndex(({ name }) => SUBTOTAL.test(name));
  const split = subtotal === -1 ? above.length : subtotal;
  return [above.slice(0, split), above.slice(split), total];
}

const padded = (rows: readonly FilledRow[], length: number): (FilledRow | undefined)[] => [
  ...rows,
  ...Array.from({ length: length - rows.length }, () => undefined),
];
