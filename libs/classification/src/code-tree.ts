import { type Confidence } from './national-lists';

/** One 科目 of a catalogue. */
export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  /** The document or rule that shows this code, in words; `knowledge` where no document was at hand. */
  readonly source: string;
  /** `medium`: the code is known and its wording was not checked. A document that prints another name is believed. */
  readonly confidence: KnownConfidence;
  /** 未列项: the list or a document has no 项 below it, so money may be booked on the code itself. */
  readonly notItemised: boolean;
}

/** How sure an entry of a catalogue is; a `low` row is not an entry. */
export type KnownConfidence = Exclude<Confidence, 'low'>;

/** How the codes of one classification nest, and where money may be booked. */
export interface TreeShape {
  /** Digits of a code at each level, top first: 类 3, 款 5, 项 7. */
  readonly digits: readonly number[];
  /**
   * `deepest`: only the last level carries money (预算法 第三十七、四十六条: functions to 项, economic codes to 款).
   * `childless`: branches end at different depths, and the last code of each carries money (非税收入).
   */
  readonly leaves: 'deepest' | 'childless';
}

export const FUNCTION_SHAPE: TreeShape = { digits: [3, 5, 7], leaves: 'deepest' };
export const ECONOMIC_SHAPE: TreeShape = { digits: [3, 5], leaves: 'deepest' };
export const INCOME_SHAPE: TreeShape = { digits: [3, 5], leaves: 'childless' };
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
    this.entries = inCodeOrder(entries);
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

  /**
   * Whether money may be booked on a code: it is listed, nothing is below it, and it is detailed enough; or a document
   * books on it although the national list has 项 below it.
   */
  isLeaf(code: string): boolean {
    const entry = this.find(code);
    if (!entry) return false;
    if (entry.notItemised) return true;
    if (this.children(code).length > 0) return false;
    return this.shape.leaves === 'childless' || code.length === this.shape.digits.at(-1);
  }

  /** A tree of some of the entries, which may have other names there. */
  narrowedTo(codes: ReadonlySet<string>, names: ReadonlyMap<string, string> = new Map()): CodeTree {
    const kept = this.entries.filter(({ code }) => codes.has(code));
    return new CodeTree(
      kept.map((entry) => ({ ...entry, name: names.get(entry.code) ?? entry.name })),
      this.shape,
    );
  }
}

/** Lists usually are in order, and sorting 2,000 entries takes longer than seeing that they are. */
function inCodeOrder(entries: readonly CodeEntry[]): readonly CodeEntry[] {
  const isInOrder = entries.every(({ code }, index) => index === 0 || entries[index - 1]!.code < code);
  return isInOrder ? entries : entries.toSorted((a, b) => (a.code < b.code ? -1 : 1));
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
