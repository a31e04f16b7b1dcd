import { type FilledEdition, toTableJson } from '@yujue/reporting';
import { type FileCell } from './file-cell';

type Path = readonly (string | number)[];

/** Every value of a JSON report but its stamp. Throws SyntaxError for a text that is no JSON. */
export function readJsonReport(text: string, filled: FilledEdition): FileCell[] {
  const tables = filled.tables.map(toTableJson);
  const nameOf = ([field, tableIndex, part, rowIndex, , valueIndex]: Path) => {
    const table = field === 'tables' ? tables[Number(tableIndex)] : undefined;
    const row = part === 'rows' ? table?.rows[Number(rowIndex)] : undefined;
    const column = table?.columns[Number(valueIndex)];
    return { table: table?.no ?? '', row: row?.name ?? String(part ?? field), column: column ?? '' };
  };
  const read = (value: unknown, path: Path): FileCell[] => {
    if (Array.isArray(value)) return value.flatMap((child, index) => read(child, [...path, index]));
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([key, child]) => read(child, [...path, key]));
    return [{ key: path.join('/'), ...nameOf(path), text: value === null ? '' : String(value) }];
  };
  return read(JSON.parse(text), []).filter(({ key }) => !key.startsWith('stamp/'));
}
