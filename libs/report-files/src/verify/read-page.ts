import { type FilledEdition } from '@yujue/reporting';
import { parse } from 'node-html-parser';
import { type FileCell } from './file-cell';
import { PlaceNames } from './place-names';

/** Every cell of the tables of a page that `renderHtml` wrote. */
export function readPage(text: string, { tables }: FilledEdition): FileCell[] {
  const page = parse(text);
  return tables.flatMap((table) => {
    const names = new PlaceNames(table);
    const taken = new Set<string>();
    return page.querySelectorAll(`section[id="t${table.no}"] tr`).flatMap((row, rowIndex) => {
      let column = 0;
      return row.querySelectorAll('th,td').map((cell): FileCell => {
        while (taken.has(`${rowIndex} ${column}`)) column += 1;
        const place = names.at(rowIndex, column) ?? { row: `第 ${rowIndex + 1} 行`, column: `第 ${column + 1} 栏` };
        const key = `${table.no} ${rowIndex} ${column}`;
        const columnSpan = Number(cell.getAttribute('colspan') ?? '1');
        const rowSpan = Number(cell.getAttribute('rowspan') ?? '1');
        for (let down = 0; down < rowSpan; down += 1)
          for (let across = 0; across < columnSpan; across += 1) taken.add(`${rowIndex + down} ${column + across}`);
        return { key, table: table.no, ...place, text: cell.textContent.trim() };
      });
    });
  });
}
