import { type Fen, parseYuan, printAmount, printPercent, rateOf, sum } from '@yujue/money';
import { type BookLine, book } from './book';
import { type Kind, total } from './movements';
import { type DataRow, rowsOf } from './read-dataset';

/** The whole year, line by line. */
export const LINES: readonly BookLine[] = book();

/** The lines of 一般公共预算. */
export const GENERAL: readonly BookLine[] = LINES.filter(({ fund }) => fund === '一般公共预算');

/** 行政 and 参公 units' 公用经费, which the document calls 机关运行经费. */
export const OPERATING_COST: readonly BookLine[] = GENERAL.filter(
  ({ unit, expenditureKind }) => unit !== '310003' && expenditureKind === '公用经费',
);

/** The lines of a project and of the projects below it. */
export const ofProject = (code: string): BookLine[] => LINES.filter(({ project }) => project.startsWith(code));

/** Exact sum of an amount over lines, in 分. */
export const over = (lines: readonly BookLine[], amount: (line: BookLine) => Fen): Fen => sum(lines.map(amount));

/** What movements of some kinds come to on a line. */
export const moved =
  (...kinds: Kind[]) =>
  (line: BookLine): Fen =>
    total(line.movements, ...kinds);

/** Exact sum of the column 金额 of a file, over the rows that are wanted. */
export const amountsIn = (file: string, wanted: (row: DataRow) => boolean = () => true): Fen =>
  sum(
    rowsOf(file)
      .filter(wanted)
      .map((row) => parseYuan(row('金额'))),
  );

/** An amount as the document prints it. */
export const wan = (amount: Fen): string => printAmount(amount, { unit: '万元', decimals: 2 });

/** A rate as the document prints it: one decimal, .0 dropped. */
export const percent = (amount: Fen, base: Fen): string =>
  printPercent(rateOf(amount, base)!, { decimals: 1, dropTrailingZeros: true });
