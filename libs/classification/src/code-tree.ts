/** One 科目 of a catalogue. */
export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  /** The document or rule that shows this code, in words. */
  readonly source: string;
  /** 未列项: the 款 stands without any 项 below it in its document, so money is booked on the 款 itself. */
  readonly notItemised: boolean;
}

/** How the codes of one classification nest, and where money may be booked. */
export interface TreeShape {
  /** Digits of a code at each level, top first: 类 3, 款 5, 项 7. */
  readonly digits: readonly number[];
  /**
   * `deepest`: only the last level carries money (预算法 第三十七、四十六条: functions to 项, economic codes to 款).
   * `childless`: branches end at different depths, and whatever ends one carries money (非税收入).
   */
  readonly leaves: 'deepest' | 'childless';
}

export const FUNCTION_SHAPE: TreeShape = { digits: [3, 5, 7], leaves: 'deepest' };
export const ECONOMIC_SHAPE: TreeShape = { digits: [3, 5], leaves: 'deepest' };
export const NON_TAX_SHAPE: TreeShape = { digits: [2, 4, 6], leaves: 'childless' };

/** The code one level up, by prefix, whether or not any catalogue lists it; undefined at the top level. */
export function parentCode(code: string, shape: TreeShape): string | undefined {
  const digits = shape.digits[shape.digits.indexOf(code.length) - 1];
  return digits === undefined ? undefined : code.slice(0, digits);
}

/** One classification of one year: its entries in code order, which is also the order of print (parents first). */
export class CodeTree {
  readonly entries: readonly CodeEntry[];
  private readonly byCode: ReadonlyMap<string, CodeEntry>;
  private readonly byParent: ReadonlyMap<string | undefined, readonly CodeEntry[]>;

  constructor(
    entries: readonly CodeEntry[],
    private readonly shape: TreeShape,
  ) {
    this.entries = entries.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    this.byCode = new Map(this.entries.map((entry) => [entry.code, entry]));
    this.byParent = groupByParent(this.entries, shape);
  }

  find(code: string): CodeEntry | undefined {
    return this.byCode.get(code);
  }

  nameOf(code: string): string | undefined {
    return this.find(code)?.name;
  }

  /** The entry one level up; undefined for a top-level or unknown code. */
  parentOf(code: string): CodeEntry | undefined {
    const parent = this.find(code) && parentCode(code, this.shape);
    return parent === undefined ? undefined : this.find(parent);
  }

  /** The entries above a code, top first; empty for a top-level or unknown code. */
  ancestors(code: string): readonly CodeEntry[] {
    const parent = this.parentOf(code);
    return parent ? [...this.ancestors(parent.code), parent] : [];
  }

  /** The entries one level below a code; without a code, the top level. */
  children(code?: string): readonly CodeEntry[] {
    return this.byParent.get(code) ?? [];
  }

  /** All entries below a code, in code order, without itself. */
  descendants(code: string): readonly CodeEntry[] {
    return this.children(code).flatMap((child) => [child, ...this.descendants(child.code)]);
  }

  /** Whether money may be booked on a code: it is listed, nothing is below it, and it is detailed enough. */
  isLeaf(code: string): boolean {
    const entry = this.find(code);
    if (!entry || this.children(code).length > 0) return false;
    return this.shape.leaves === 'childless' || entry.notItemised || code.length === this.shape.digits.at(-1);
  }
}

function groupByParent(entries: readonly CodeEntry[], shape: TreeShape): Map<string | undefined, CodeEntry[]> {
  const groups = new Map<string | undefined, CodeEntry[]>();
  for (const entry of entries) {
    const parent = parentCode(entry.code, shape);
    const siblings = groups.get(parent);
    if (siblings) siblings.push(entry);
    else groups.set(parent, [entry]);
  }
  return groups;
}
