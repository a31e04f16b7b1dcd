import { type FilledEdition } from '@yujue/reporting';
import { strFromU8 } from 'fflate';
import { unpacked } from '../zip/unpacked';
import { type FileCell } from './file-cell';
import { PlaceNames } from './place-names';

const DOCUMENT = 'word/document.xml';

/**
 * Every cell of the tables of a Word document, in their order. The text around them is the office's own to change. Only
 * what Word's format says of rows and cells is read: none of these tables has another within.
 */
export function readDocument(bytes: Uint8Array, { tables }: FilledEdition): FileCell[] {
  const document = unpacked(bytes)[DOCUMENT];
  const written = document ? blocks(strFromU8(document), 'w:tbl') : [];
  return tables.flatMap((table, index) => {
    const names = new PlaceNames(table);
    return blocks(written[index] ?? '', 'w:tr').flatMap((row, rowIndex) =>
      placedCells(row).map(({ column, text }): FileCell => {
        const place = names.at(rowIndex, column) ?? { row: `第 ${rowIndex + 1} 行`, column: `第 ${column + 1} 栏` };
        return { key: `${table.no} ${rowIndex} ${column}`, table: table.no, ...place, text };
      }),
    );
  });
}

/** The cells of a row with their columns; a cell that continues the one above has no text of its own. */
function placedCells(row: string): { column: number; text: string }[] {
  let next = 0;
  return blocks(row, 'w:tc').map((cell) => {
    const column = next;
    next += Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? '1');
    return { column, text: textOf(cell) };
  });
}

/** The contents of all elements of a name, from their start tag on. */
const blocks = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}[ >].*?</${name}>`, 'gs'))].map(([block]) => block);

const textOf = (cell: string): string =>
  [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => decoded(text))
    .join('')
    .trim();

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of XML character data. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name ?? ''] ?? whole;
  });
