const BYTE_ORDER_MARK = '\uFEFF';

/** One row of a file: values by column title. */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

/** A CSV file as Excel saves "CSV UTF-8": byte order mark, comma, CRLF, quotes only where they are needed. */
export function csv<Column extends string>(columns: readonly Column[], rows: readonly Row<Column>[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
