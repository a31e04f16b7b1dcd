import { parse } from 'csv-parse/sync';
import { type RowPlace } from '../row-commands/asked-command';

/** A row of a file, with the place to name when something is wrong with it. */
export interface Row extends RowPlace {
  readonly cells: Readonly<Record<string, string>>;
}

/** Collects what is wrong with a dataset, so that a person sees everything at once and not one thing a time. */
export class Problems {
  readonly sentences: string[] = [];

  at({ file, rowNumber }: RowPlace, sentence: string): void {
    this.sentences.push(`${file} 第 ${rowNumber} 行：${sentence}`);
  }

  add(sentence: string): void {
    this.sentences.push(sentence);
  }

  get any(): boolean {
    return this.sentences.length > 0;
  }
}

/** Reads a CSV file with exactly these columns, in any order, and any of the optional ones. */
export function readCsvRows(
  file: string,
  text: string,
  { columns, optional }: { readonly columns: readonly string[]; readonly optional: readonly string[] },
  problems: Problems,
): Row[] {
  let records: string[][];
  try {
    records = parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    problems.add(`${file}：不是有效的 CSV 文件（${(error as Error).message}）。`);
    return [];
  }
  const [header = [], ...rows] = records;
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !columns.includes(column) && !optional.includes(column));
  if (missing.length > 0) problems.add(`${file}：缺少列 ${missing.join('、')}。`);
  if (unknown.length > 0) problems.add(`${file}：不认识的列 ${unknown.join('、')}，请删除或改名。`);
  if (missing.length + unknown.length > 0) return [];
  return rows.flatMap((values, index) => {
    const row = {
      file,
      rowNumber: index + 2,
      cells: Object.fromEntries(header.map((column, at) => [column, values[at] ?? ''])),
    };
    if (values.length === header.length) return [row];
    problems.at(row, `应有 ${header.length} 列，实有 ${values.length} 列。`);
    return [];
  });
}
