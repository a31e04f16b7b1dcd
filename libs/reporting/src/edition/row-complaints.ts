import { type Complaint } from './complaint';
import { ENTRY_SOURCES, GENERATED_ROW_KEYS, NAMED_ROW_KEYS, type RowBlock, type RowSource } from './row-schema';

/** The context of a block of rows. */
export interface BlockContext {
  /** Paths of the table's columns of words. */
  readonly words: readonly string[];
  /** Whether the block is below `each: units`. */
  readonly belowUnits: boolean;
}

const CODE_SOURCES: readonly RowSource[] = ['functions', 'economic', 'government', 'nonTax'];

/** Keys that only some sources understand. */
const KEYS_OF_SOURCES = {
  names: CODE_SOURCES,
  headMark: ['units'],
  named: ENTRY_SOURCES,
} as const satisfies Partial<Record<keyof RowBlock, readonly RowSource[]>>;

/** Every key of a block that has no effect in its place: a mistake that would otherwise only show in print. */
export function rowComplaints(block: RowBlock, context: BlockContext): Complaint[] {
  return [...kindComplaints(block), ...sourceComplaints(block), ...contextComplaints(block, context)];
}

function kindComplaints(block: RowBlock): Complaint[] {
  const kinds = [block.name, block.each, block.blankLines].filter((kind) => kind !== undefined).length;
  const kind: Complaint[] = [];
  if (kinds > 1) kind.push({ path: [], message: 'name（单行）、each（逐项列行）、blankLines（空行）只能写一个' });
  if (kinds === 0 && !block.rows) {
    kind.push({ path: [], message: '应有 name（单行）、each（逐项列行）、blankLines（空行）或 rows（行组）' });
  }
  const only = (keys: readonly (keyof RowBlock)[], owner: string): Complaint[] =>
    keys
      .filter((key) => block[key] !== undefined)
      .map((key) => ({ path: [key], message: `${key} 只能与 ${owner}同写` }));
  return [
    ...kind,
    ...(block.name === undefined ? only(NAMED_ROW_KEYS, 'name（单行）') : []),
    ...(block.each === undefined ? only(GENERATED_ROW_KEYS, 'each（逐项列行）') : []),
  ];
}

function sourceComplaints({ each, ...block }: RowBlock): Complaint[] {
  if (each === undefined) return [];
  const unfit = Object.entries(KEYS_OF_SOURCES).flatMap(([key, sources]: [string, readonly RowSource[]]) =>
    block[key as keyof typeof KEYS_OF_SOURCES] === undefined || sources.includes(each)
      ? []
      : [{ path: [key], message: `${key} 只用于 each: ${sources.join('、')}` }],
  );
  const bare = block.ownRow === false && !block.rows;
  return bare ? [...unfit, { path: ['ownRow'], message: 'ownRow: false 之下应有 rows，否则不印任何行' }] : unfit;
}

function contextComplaints(block: RowBlock, { words, belowUnits }: BlockContext): Complaint[] {
  const unknown = Object.keys(block.texts ?? {}).find((path) => !words.includes(path));
  const outside = block.showCode === 'unit' && block.each !== 'units' && !belowUnits;
  return [
    ...(unknown === undefined
      ? []
      : [{ path: ['texts', unknown], message: `没有文字栏“${unknown}”；本表各文字栏：${words.join('、') || '无'}` }]),
    ...(outside ? [{ path: ['showCode'], message: 'showCode: unit 只能写在 each: units 之内' }] : []),
  ];
}
