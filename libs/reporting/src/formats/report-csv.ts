import { type FilledEdition } from '../tables/fill-edition';
import { type FilledRow, type FilledTable, dataRows } from '../tables/filled';
import { sideName } from '../trace/find-cell';
import { csvText } from './csv';
import { warningMark } from './html';
import { listRowName } from './printed/lists-below';

const HEADS = ['表号', '表名', '侧', '序号', '科目编码', '名称', '行次', '栏目', '金额', '单位', '文字'];

/**
 * One line for each printed cell, so that tables of any layout fit into one file; amounts as printed, without
 * separators, and words in a separate column.
 */
export function renderCsv({ tables, warnings = [] }: FilledEdition): string {
  const lines = tables.flatMap((table) => [
    ...dataRows(table).flatMap((row) => rowLines(table, row)),
    ...listLines(table),
  ]);
  return csvText([HEADS, ...warnings.map(warningFields), ...lines], { bom: true });
}

/** Words that belong to no table. */
const warningFields = (warning: string): string[] => [
  '',
  '',
  '',
  '',
  '',
  warningMark([warning]),
  '',
  '',
  '',
  '',
  warning,
];

function rowLines({ no, title, style }: FilledTable, row: FilledRow): string[][] {
  const side = row.side === null ? '' : sideName(row.side);
  const head = [no, title, side, row.ordinal ?? '', row.code ?? '', row.name, row.lineNo ?? ''];
  const amounts = row.cells.flatMap((cell) =>
    cell === null || cell.printed === null ? [] : [[...head, cell.column, cell.printed, style.unit, '']],
  );
  const words = Object.entries(row.texts ?? {}).map(([column, text]) => [...head, column, '', '', text]);
  return [...words, ...amounts];
}

/** A row of a list is called by its number, since it has neither code nor amount. */
const listLines = ({ no, title, lists }: FilledTable): string[][] =>
  lists.flatMap((list) =>
    list.rows.flatMap((texts, index) =>
      texts.map((text, column) => {
        const place = [no, title, '', '', '', listRowName(list, index), '', list.columns[column] ?? ''];
        return [...place, '', '', text];
      }),
    ),
  );
