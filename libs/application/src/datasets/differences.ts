import { type Row } from './csv';

/** Where a folder and the log do not say the same, as sentences with the file, the row, and both values. */
export class Differences {
  readonly sentences: string[] = [];

  /** A row whose content is recorded otherwise. */
  changed(
    row: Pick<Row, 'file' | 'rowNumber'>,
    what: string,
    recorded: Readonly<Record<string, string>>,
    asked: Readonly<Record<string, string>>,
  ): void {
    const columns = [...new Set([...Object.keys(asked), ...Object.keys(recorded)])];
    const told = columns
      .filter((column) => (recorded[column] ?? '') !== (asked[column] ?? ''))
      .map((column) => `${column}此前登记为“${recorded[column] ?? ''}”，本行为“${asked[column] ?? ''}”`);
    this.sentences.push(`${row.file} 第 ${row.rowNumber} 行：${what}${what === '' ? '' : '，'}${told.join('；')}。`);
  }

  /** A row that an earlier load recorded and the folder does not have any more. */
  missing(file: string, what: string, recorded: Readonly<Record<string, string>>): void {
    const cells = Object.entries(recorded).flatMap(([column, value]) => (value === '' ? [] : [`${column} ${value}`]));
    this.sentences.push(`${file}：此前装载的${what}（${cells.join('，')}）已不在文件夹中。`);
  }

  get any(): boolean {
    return this.sentences.length > 0;
  }
}
