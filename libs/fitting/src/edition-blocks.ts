import {
  type Edition,
  type FilledCell,
  type Filter,
  type LeafColumn,
  type RowBlock,
  type TableDefinition,
  leafColumns,
} from '@yujue/reporting';
import { type LineFacts, type ReportMeasure } from '@yujue/facts';
import { type Catalogue } from '@yujue/classification';

/** A signed sum of measures. */
export type Terms = FilledCell['terms'];

/** A block with what it takes from the table and the blocks above it. */
export interface PlacedBlock {
  readonly table: TableDefinition;
  readonly block: RowBlock;
  /** Filters of the table and of the blocks down to this one, without those of rows. */
  readonly filters: readonly Filter[];
  readonly measure: RowBlock['measure'];
}

/** Every block of an edition, from the top of its tables down. */
export const placedBlocks = (edition: Edition): PlacedBlock[] => edition.tables.flatMap(blocksIn);

const blocksIn = (table: TableDefinition): PlacedBlock[] =>
  table.rows.flatMap((block) => below({ table, block, filters: filtersOf(table.where), measure: undefined }));

function below({ table, block, filters, measure }: PlacedBlock): PlacedBlock[] {
  const own: PlacedBlock = {
    table,
    block,
    filters: [...filters, ...filtersOf(block.where)],
    measure: block.measure ?? measure,
  };
  return [own, ...(block.rows ?? []).flatMap((child) => below({ ...own, block: child }))];
}

/** Every filter that an edition names, each once. */
export const namedFilters = (edition: Edition): Filter[] => [
  ...new Map(edition.tables.flatMap(filtersIn).map((filter) => [JSON.stringify(filter), filter])).values(),
];

/** Every filter on a table, its columns and its blocks. */
export const filtersIn = (table: TableDefinition): Filter[] => [
  ...blocksIn(table).flatMap(({ filters }) => filters),
  ...leafColumns(table.columns).flatMap(({ where }) => where),
];

/** What the cells of an edition's tables add up, each sum once. */
export function termsInTables(edition: Edition): Terms[] {
  const words = placedBlocks(edition).flatMap((placed) =>
    leafColumns(placed.table.columns).map((column) => measureIn(placed, column)),
  );
  return [...new Set(words)].flatMap((word) => edition.terms.get(word ?? '') ?? []);
}

/** How often terms count an amount of each measure. */
export function totalOf(terms: Terms, amounts: LineFacts['amounts']): number {
  let total = 0;
  for (const measure in terms) total += terms[measure as ReportMeasure]! * (amounts[measure as ReportMeasure] ?? 0);
  return total;
}

/** The measure of a block's cells in a column, in the edition's words; undefined where there is none. */
export function measureIn({ table, measure }: PlacedBlock, column: LeafColumn): string | undefined {
  const ofRow = typeof measure === 'object' ? measure[column.path] : measure;
  return ofRow ?? column.measure ?? table.measure;
}

const filtersOf = (where: Filter | undefined): Filter[] => (where === undefined ? [] : [where]);

/** The classifications whose codes make rows, by the words that editions have for them. */
export const codeTreeOf = (source: string, catalogue: Catalogue) =>
  source === 'functions' || source === 'economic' || source === 'government' || source === 'nonTax'
    ? catalogue[source]
    : undefined;
