import {
  type Edition,
  type ListDefinition,
  type RowBlock,
  type TableDefinition,
  type TextSource,
  levelColumns,
  printedColumns,
} from '@yujue/reporting';
import { type AmountForm } from '../source/amounts';
import { plain } from '../source/words';

/** A column of figures that a table must have. */
export interface ExpectedColumn {
  readonly path: string;
  /** The header directly above the figures. */
  readonly header: string;
}

/** A column of words. */
export interface ExpectedWords {
  readonly path: string;
  readonly header: string;
  /** Where documents print it; the unit and the government's code of a row are to the left of its name. */
  readonly place: 'beforeName' | 'beforeAmounts' | 'afterAmounts';
}

/** A row that the edition names. */
export interface ExpectedRow {
  readonly ordinal: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly lineNo: string | null;
  /** Whether the edition leaves cells of it empty. */
  readonly blank: boolean;
  /** What the edition prints for it. */
  readonly printed: string;
  /** What people may see for it, ready to be compared. */
  readonly seen: readonly string[];
}

/** Rows that come from the ledger: codes, units, projects. */
export interface ExpectedFamily {
  /** The codes that the edition lists, in their order; empty if any code is possible. */
  readonly codes: readonly string[];
  /** The ordinal of the first of the codes, where numbered names are printed without the codes they stand for. */
  readonly ordinalsFrom: number | null;
}

/** One side of a table, or the whole of a table that has no sides. */
export interface ExpectedSide {
  readonly side: string | null;
  readonly columns: readonly ExpectedColumn[];
  readonly rows: readonly ExpectedRow[];
  readonly families: readonly ExpectedFamily[];
  /** The row that ends it; null where rows of the ledger do. */
  readonly end: ExpectedRow | null;
}

/** A list of words below the rows of a table. */
export interface ExpectedList {
  readonly title: string;
  readonly columns: readonly string[];
  /** How many columns at the left are levels, which are printed once for several rows. */
  readonly levels: number;
}

/** What an edition lets a reader expect of a table: nothing of it is particular to a city or a year in code. */
export interface ExpectedTable {
  readonly no: string;
  readonly title: string;
  /** The title as it is compared. */
  readonly plainTitle: string;
  readonly sides: readonly ExpectedSide[];
  readonly words: readonly ExpectedWords[];
  /** From the top. */
  readonly lists: readonly ExpectedList[];
  readonly paths: readonly string[];
  /** Headers of figures, words and names in one text, ready to be compared. */
  readonly headers: string;
  readonly form: AmountForm;
  /** Whether a code may come before a name. */
  readonly hasCodes: boolean;
  readonly hasLineNos: boolean;
  /** Whether cells of zero are left empty. */
  readonly blanks: boolean;
}

/** What the file says beside the edition. */
export interface Printed {
  /** Stands where the edition says {部门}. */
  readonly publisher: string;
  /** Whether amounts are numbers of a workbook rather than digits of a text. */
  readonly numbers: boolean;
}

/** The tables of an edition as a reader expects them. */
export function expectedTables(edition: Edition, { publisher, numbers }: Printed): ExpectedTable[] {
  return edition.tables.map((table) => {
    const leaves = printedColumns(table.columns);
    const blocks = flatten(table.rows, undefined);
    const figures = leaves.filter((leaf) => leaf.text === undefined);
    const firstFigure = leaves.findIndex((leaf) => leaf.text === undefined);
    const last = (headers: readonly string[]) => headers.at(-1) ?? '';
    const names = [...new Set(blocks.map(({ side }) => side))];
    return {
      no: table.no,
      title: table.title,
      plainTitle: plain(table.title),
      sides: names.map((side) => {
        const own = blocks.filter((at) => at.side === side).map(({ block }) => block);
        const rows = own.flatMap((block) => namedRow(block, publisher));
        return {
          side: side ?? null,
          columns: figures
            .filter((leaf) => leaf.side === undefined || leaf.side === side)
            .map(({ path, headers }) => ({ path, header: last(headers) })),
          rows,
          families: own.flatMap(family),
          end: own.at(-1)?.name === undefined ? null : (rows.at(-1) ?? null),
        };
      }),
      words: leaves.flatMap(({ path, headers, text }, index) =>
        text === undefined ? [] : [{ path, header: last(headers), place: placeOf(text, index > firstFigure) }],
      ),
      lists: table.lists.map(expectedList),
      paths: figures.map(({ path }) => path),
      headers: plain([...leaves.flatMap(({ headers }) => headers), ...headWords(table)].join('|')),
      form: {
        numbers,
        unit: table.unit ?? edition.unit,
        decimals: table.decimals ?? edition.decimals,
        dropped: (table.trailingZeros ?? edition.trailingZeros) === 'dropped',
      },
      hasCodes: table.codes !== 'none' || blocks.some(({ block }) => block.showCode === 'unit'),
      hasLineNos: blocks.some(({ block }) => block.lineNo !== undefined),
      blanks:
        (table.zero ?? edition.zero) === 'blank' ||
        leaves.some(({ text, zero }) => text === undefined && zero === 'blank'),
    };
  });
}

const placeOf = (text: TextSource, afterAmounts: boolean): ExpectedWords['place'] =>
  text === 'unit' || text === 'government' ? 'beforeName' : afterAmounts ? 'afterAmounts' : 'beforeAmounts';

function flatten(
  blocks: readonly RowBlock[],
  above: string | undefined,
): { block: RowBlock; side: string | undefined }[] {
  return blocks.flatMap((block) => {
    const side = block.side ?? above;
    const own = block.name !== undefined || block.each !== undefined ? [{ block, side }] : [];
    return [...own, ...flatten(block.rows ?? [], side)];
  });
}

function namedRow(block: RowBlock, publisher: string): ExpectedRow[] {
  if (block.name === undefined) return [];
  const name = block.name.replaceAll('{部门}', publisher);
  const { ordinal = null, code = null, label } = block;
  const seen = [label, name, ...(ordinal === null ? [] : [`${ordinal}、${name}`, `(${ordinal})${name}`])];
  return [
    {
      ordinal,
      code,
      name,
      lineNo: block.lineNo === undefined ? null : String(block.lineNo),
      blank: leavesBlank(block),
      printed: (label ?? (ordinal === null ? name : `${ordinal}、${name}`)).replaceAll('{部门}', publisher),
      seen: seen.flatMap((text) => (text === undefined ? [] : [plain(text.replaceAll('{部门}', publisher))])),
    },
  ];
}

/** 空 is the edition's word for a cell that is not printed. */
const leavesBlank = ({ measure = '' }: RowBlock): boolean =>
  (typeof measure === 'string' ? [measure] : Object.values(measure)).includes('空');

function family({ each, codes = [], ordinalsFrom, showCode }: RowBlock): ExpectedFamily[] {
  if (each === undefined) return [];
  const numbered = showCode === 'own' && ordinalsFrom !== undefined;
  return [{ codes: codes.map(({ code }) => code), ordinalsFrom: numbered ? ordinalsFrom : null }];
}

const expectedList = (list: ListDefinition): ExpectedList => ({
  title: list.title,
  columns: list.columns.map(({ name }) => name),
  levels: levelColumns(list),
});

function headWords({ heads }: TableDefinition): string[] {
  const names = typeof heads.name === 'string' ? [heads.name] : Object.values(heads.name ?? {});
  return [heads.unit, heads.code, ...names].flatMap((header) => header?.split('/') ?? []);
}
