import { type FilledRow } from '@yujue/reporting';
import { type PublishedRow } from '@yujue/published';

/** Names of rows compare without blanks, and with brackets of either width. */
export const plainName = (name: string): string =>
  name
    .replace(/\s/g, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/[“”„"]/g, '"');

/**
 * Which printed row each filled row of a table is, by position; undefined for a row that is not printed. Rows are taken
 * in their order (names repeat: 小计, 会议服务), and what is then left over by its code or name alone.
 */
export function alignRows(printed: readonly PublishedRow[], filled: readonly FilledRow[]): (number | undefined)[] {
  const found = new Array<number | undefined>(filled.length).fill(undefined);
  for (const side of new Set(printed.map((row) => row.side))) {
    const left = indicesOf(printed, (row) => row.side === side);
    const right = indicesOf(filled, (row) => row.side === side && row.name !== '');
    alignInOrder(left, right, (at, to) => same(printed[at]!, filled[to]!), found);
    alignLeftovers(left, right, (at, to) => same(printed[at]!, filled[to]!), found);
  }
  return found;
}

function same(printed: PublishedRow, filled: FilledRow): boolean {
  if (printed.code !== null && filled.code !== null && printed.code !== filled.code) return false;
  // A code says enough; names of the same code differ between tables of one document.
  return (printed.code === filled.code && isOwnCode(printed.code)) || sameName(printed, filled);
}

const sameName = (printed: PublishedRow, filled: FilledRow): boolean =>
  plainName(printed.name) === plainName(filled.name);

/** A code of a classification names its row; a unit's code (six digits) is on every row of the unit. */
export const isOwnCode = (code: string | null): code is string => code !== null && [3, 5, 7].includes(code.length);

type Same = (left: number, right: number) => boolean;

/** The longest common subsequence; of several, the one whose rows come first. */
function alignInOrder(
  left: readonly number[],
  right: readonly number[],
  equal: Same,
  found: (number | undefined)[],
): void {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] = equal(left[i]!, right[j]!)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (equal(left[i]!, right[j]!)) {
      found[right[j]!] = left[i]!;
      i += 1;
      j += 1;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i += 1;
    else j += 1;
  }
}

/** Rows in other places than in the edition, where nothing else can be meant. */
function alignLeftovers(
  left: readonly number[],
  right: readonly number[],
  equal: Same,
  found: (number | undefined)[],
): void {
  const taken = new Set(found);
  const free = left.filter((at) => !taken.has(at));
  const open = right.filter((to) => found[to] === undefined);
  for (const at of free) {
    const fitting = open.filter((to) => found[to] === undefined && equal(at, to));
    if (fitting.length === 1) found[fitting[0]!] = at;
  }
}

function indicesOf<Item>(items: readonly Item[], wanted: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (wanted(item) ? [index] : []));
}
