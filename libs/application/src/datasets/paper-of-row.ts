import { COMMAND_SCHEMAS } from '@yujue/ledger';
import { MoneyError, parseYuan } from '@yujue/money';
import { type RowPlace } from '../row-commands/asked-command';
import { type PaperRow } from '../row-commands/paper-row';
import { schemaSentence } from '../schema-sentence';
import { type Problems, type Row } from './csv';

/** Files of payments have 单据号 and 摘要, files of budgets 文号 and 原因. */
export function paperRow(row: Row, unit: string): PaperRow {
  const { 单据号, 文号 = '', 日期: occurredOn = '', 摘要, 原因 = '', 金额: amount = '' } = row.cells;
  return { unit, documentNo: 单据号 ?? 文号, occurredOn, reason: 摘要 ?? 原因, amount, place: row };
}

const PAPER = COMMAND_SCHEMAS.refundDisbursement.omit({ paymentId: true });

/** Reports what is wrong with a row that makes no command because of something else. Returns no commands. */
export function checkPaper(row: Row, problems: Problems): [] {
  const paper = paperRow(row, '');
  const { error } = PAPER.safeParse(paper);
  if (error) problems.at(row, schemaSentence(error));
  checkAmount(row, paper, problems);
  return [];
}

/** The ledger reads amounts, but only of commands whose form is right. */
export function checkAmount(place: RowPlace, data: { readonly amount?: unknown }, problems: Problems): void {
  try {
    if (typeof data.amount === 'string') parseYuan(data.amount);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    problems.at(place, error.message);
  }
}
