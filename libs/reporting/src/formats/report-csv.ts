import { type FilledEdition } from '../tables/fill-edition';
import { dataRows } from '../tables/filled';
import { sideName } from '../trace/find-cell';

/** Excel takes a file for UTF-8 only when it begins with this mark. */
const BYTE_ORDER_MARK = '\ufeff';

const HEADS = ['表号', '表名', '侧', '序号', '科目编码', '名称', '行次', '栏目', '金额', '单位'];

/** One line for each printed cell, so that tables of any layout stand in one file; amounts as printed, without separators. */
export function renderCsv({ tables }: FilledEdition): string {
  const lines = tables.flatMap((table) =>
    dataRows(table).flatMap((row) =>
      row.cells.flatMap((cell) => {
        if (cell === null || cell.printed === null) return [];
        const side = row.side === null ? '' : sideName(row.side);
        return [
          [
            table.no,
            table.title,
            side,
            row.ordinal ?? '',
            row.code ?? '',
            row.name,
            row.lineNo ?? '',
            cell.column,
            cell.printed,
            table.style.unit,
          ],
        ];
      }),
    ),
  );
  return BYTE_ORDER_MARK + [HEADS, ...lines].map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
