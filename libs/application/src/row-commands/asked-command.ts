import { COMMAND_SCHEMAS, type CommandType, type LedgerCommand } from '@yujue/ledger';
import { type ZodError } from 'zod';

/** Where a row is. */
export interface RowPlace {
  /** The file, or the worksheet of a workbook. */
  readonly file: string;
  /** As a spreadsheet counts: the header is row 1. */
  readonly rowNumber: number;
}

interface Rows {
  /** The row to name when the command as a whole is refused. */
  readonly row: RowPlace;
  /** Where the command has several lines, the row of each: of a transfer first those that go out. */
  readonly lineRows?: readonly RowPlace[];
}

/** What rows of a file ask of a unit's year; its form is not checked yet. */
export interface AskedCommand extends Rows {
  readonly unit: string;
  readonly occurredOn: string;
  readonly type: CommandType;
  readonly data: object;
}

/** A command that rows of a file ask for. */
export interface RowCommand extends Rows {
  readonly command: LedgerCommand;
}

/** Checks the form of what is asked. */
export function rowCommand({ type, data, row, lineRows }: AskedCommand): RowCommand | ZodError {
  const parsed = COMMAND_SCHEMAS[type].safeParse(data);
  if (!parsed.success) return parsed.error;
  return { command: { type, data: parsed.data } as LedgerCommand, row, ...(lineRows && { lineRows }) };
}

/** On one day, what is used is there before it is used, and what is corrected before its correction. */
const ORDER_OF_A_DAY: readonly (readonly CommandType[])[] = [
  ['bringForward'],
  ['appropriateBudget'],
  ['supplementBudget', 'reduceBudget', 'transferBudget', 'freezeBudget', 'unfreezeBudget'],
  ['receiveRevenue'],
  ['disburse'],
  ['refundDisbursement', 'reclassifyDisbursement'],
  ['collectNonTaxRevenue'],
  ['carryForward', 'surrenderBalance', 'allocateSurplus'],
  ['reverseEntry'],
];

const PLACE_IN_DAY = new Map(ORDER_OF_A_DAY.flatMap((types, place) => types.map((type) => [type, place] as const)));

/** By date, and by type on one date. Commands of equal type and date keep the order of their rows. */
export const inOrderOfDays = (asked: readonly AskedCommand[]): AskedCommand[] =>
  asked.toSorted((a, b) => {
    if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
    return PLACE_IN_DAY.get(a.type)! - PLACE_IN_DAY.get(b.type)!;
  });
