import { Workbook } from '@protobi/exceljs';
import { type PublishedFigures } from '@yujue/reporting/testing';
import { type PrintedCell, type PrintedList, type PrintedTable } from './printed-table';

type Head = Pick<PublishedFigures, 'publisher' | 'fiscalYear'>;

const ROWS_A_PAGE = 10;
const NAME_WIDTH = 8;
const HEADER_WIDTH = 6;

/**
 * Prints tables as running text, as extraction from a PDF leaves it: cells parted by blanks, header words and long
 * names broken over lines with empty lines between, the header repeated on every page, the end of a cell of words below.
 */
export function printText(tables: readonly PrintedTable[], { publisher, fiscalYear }: Head): string {
  const contents = tables.map(({ title }, index) => `- ${String(index + 1)}、${title}`);
  const pages = tables.flatMap((table) => {
    const starts = Array.from({ length: Math.ceil(table.rows.length / ROWS_A_PAGE) }, (_, page) => page * ROWS_A_PAGE);
    return starts
      .flatMap((start) => [
        `表 ${table.no}`,
        table.title,
        `部门名称： ${publisher}  单位：万元`,
        ...table.headers.flat().flatMap((header) => broken(header, HEADER_WIDTH)),
        ...table.rows.slice(start, start + ROWS_A_PAGE).flatMap((row) => textRow(row)),
      ])
      .concat(table.lists.flatMap(listText));
  });
  const year = String(fiscalYear);
  return [`${year}年部门预算`, '目录', ...contents, `第二部分 ${year}年部门预算表`, ...pages, '注：无。'].join('\n\n');
}

/** A level that goes on is not printed again; extraction leaves a blank where a cell ends. */
const listText = ({ title, rows }: PrintedList): string[] => [
  title,
  ...rows.map((texts) => `${texts.filter((text) => text !== '').join(' ')} `),
];

/** Sides that have run out leave nothing behind, other empty figures a dash; a long name is above its figures. */
function textRow(sides: readonly (readonly PrintedCell[])[]): string[] {
  const filled = sides.filter((cells) => cells.some(({ text }) => text !== ''));
  const texts = (cells: readonly PrintedCell[]) =>
    cells.map(({ kind, text }) => (kind === 'amount' && text === '' ? '-' : text)).filter((text) => text !== '');
  const [only, ...others] = filled;
  const wordy = only?.some(({ kind, text }) => kind === 'words' && text !== '') ?? false;
  if (!only || others.length > 0 || sides.length > 1 || wordy) return [filled.flatMap(texts).join(' ')];
  const name = only.find(({ kind }) => kind === 'name')!;
  if (name.text.length <= NAME_WIDTH) return [texts(only).join(' ')];
  const before = texts(only.slice(0, only.indexOf(name)));
  return [
    [...before, ...broken(name.text, NAME_WIDTH)].join('\n\n') +
      '\n' +
      texts(only.slice(only.indexOf(name) + 1)).join(' '),
  ];
}

const broken = (text: string, width: number): string[] =>
  text.match(new RegExp(`.{1,${String(width)}}`, 'gu')) ?? [text];

const listRows = (lists: readonly PrintedList[]): (readonly string[])[] =>
  lists.flatMap(({ title, rows }) => [[title], ...rows]);

/** Prints tables as a web page. */
export function printHtml(tables: readonly PrintedTable[], { publisher, fiscalYear }: Head): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const body = tables.map(
    ({ no, title, headers, rows, lists }) =>
      `<p>表${no}</p><h2>${title}</h2><p>部门：${publisher}</p><p>单位：万元</p><table>${row(headers.flat(), 'th')}${rows
        .map((sides) =>
          row(
            sides.flat().map(({ text }) => text),
            'td',
          ),
        )
        .join('')}${listRows(lists)
        .map((texts) => row(texts, 'td'))
        .join('')}</table><p>注：无。</p>`,
  );
  return `<!doctype html><html><body><h1>${String(fiscalYear)}年部门预算</h1>${body.join('')}</body></html>`;
}

/** Prints tables as a workbook, a sheet each: amounts as numbers, the title merged over the table. */
export async function printXlsx(tables: readonly PrintedTable[], { publisher, fiscalYear }: Head): Promise<Buffer> {
  const workbook = new Workbook();
  for (const { no, title, headers, rows, lists } of tables) {
    const sheet = workbook.addWorksheet(no);
    sheet.addRow([`${String(fiscalYear)}年${title}`]);
    sheet.mergeCells(1, 1, 1, headers.flat().length);
    sheet.addRow([`部门：${publisher}`, '', '单位：万元']);
    sheet.addRow(headers.flat());
    for (const sides of rows) sheet.addRow(sides.flat().map(cellValue));
    for (const texts of listRows(lists)) sheet.addRow([...texts]);
    sheet.addRow(['注：无。']);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const cellValue = ({ kind, text }: PrintedCell): string | number | null =>
  text === '' ? null : kind === 'amount' ? Number(text.replaceAll(',', '')) : text;
