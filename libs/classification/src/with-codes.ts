import { type Catalogue } from './catalogue';
import {
  type CodeEntry,
  CodeTree,
  ECONOMIC_SHAPE,
  FUNCTION_SHAPE,
  NON_TAX_SHAPE,
  type TreeShape,
  parentCode,
} from './code-tree';

/** The classifications by their names in the field, and where a catalogue has each. */
const TREES = {
  支出功能分类: { tree: 'functions', shape: FUNCTION_SHAPE },
  部门经济分类: { tree: 'economic', shape: ECONOMIC_SHAPE },
  政府经济分类: { tree: 'government', shape: ECONOMIC_SHAPE },
  非税收入: { tree: 'nonTax', shape: NON_TAX_SHAPE },
} as const satisfies Record<string, { tree: keyof Catalogue; shape: TreeShape }>;

export type Classification = keyof typeof TREES;
export const CLASSIFICATIONS = Object.keys(TREES) as [Classification, ...Classification[]];

/** A 科目 that an office has and the year's catalogue lacks, or names otherwise. */
export interface OfficeCode {
  readonly classification: Classification;
  readonly code: string;
  readonly name: string;
  /** Who published it, in words. */
  readonly source: string;
}

/** The catalogue with an office's own codes; what it has under the same code gives way. The catalogue itself stays. */
export function withCodes(catalogue: Catalogue, codes: readonly OfficeCode[]): Catalogue {
  if (codes.length === 0) return catalogue;
  const trees = CLASSIFICATIONS.flatMap((classification): [string, CodeTree][] => {
    const own = codes.filter((it) => it.classification === classification);
    const { tree, shape } = TREES[classification];
    return own.length === 0 ? [] : [[tree, extended(catalogue[tree], own, shape)]];
  });
  // Everything else, private rules included, is the catalogue's.
  const base = Object.create(Object.getPrototypeOf(catalogue) as object) as Catalogue;
  return Object.assign(base, catalogue, Object.fromEntries(trees));
}

/** Why a code cannot be added to a catalogue, as a sentence; null when it can. */
export function problemOfCode(catalogue: Catalogue, { classification, code }: OfficeCode): string | null {
  const { tree, shape } = TREES[classification];
  if (!shape.digits.includes(code.length))
    return `${classification} ${code} 有 ${code.length} 位，应为 ${shape.digits.join('、')} 位。`;
  const parent = parentCode(code, shape);
  if (parent === undefined || catalogue[tree].find(parent)) return null;
  return `${classification} ${code} 缺少上级科目 ${parent}，请一并登记上级科目。`;
}

/** The name that a catalogue has for a code; undefined when it does not have it. */
export const nameOfCode = (catalogue: Catalogue, { classification, code }: OfficeCode): string | undefined =>
  catalogue[TREES[classification].tree].nameOf(code);

function extended({ entries }: CodeTree, codes: readonly OfficeCode[], shape: TreeShape): CodeTree {
  const byCode = new Map(entries.map((entry): [string, CodeEntry] => [entry.code, entry]));
  for (const { code, name, source } of codes) {
    const known = byCode.get(code);
    byCode.set(code, { code, name, source, confidence: 'confirmed', notItemised: known?.notItemised ?? false });
  }
  return new CodeTree([...byCode.values()], shape);
}
