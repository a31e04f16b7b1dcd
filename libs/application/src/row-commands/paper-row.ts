import { type CommandType } from '@yujue/ledger';
import { type AskedCommand, type RowPlace } from './asked-command';

/** What every row has, whatever it is about. */
export interface PaperRow {
  readonly unit: string;
  /** 文号 or 单据号. */
  readonly documentNo: string;
  readonly occurredOn: string;
  readonly reason: string;
  /** In 元, as the row has it. */
  readonly amount: string;
  readonly place: RowPlace;
}

/** The fields of a command that say by which paper it is. */
export const paperOf = ({ documentNo, occurredOn, reason }: PaperRow) => ({ documentNo, occurredOn, reason });

/** A command that is asked by one row. */
export const ofOneRow = (row: PaperRow, type: CommandType, data: object): AskedCommand => ({
  unit: row.unit,
  occurredOn: row.occurredOn,
  type,
  row: row.place,
  data: { ...paperOf(row), amount: row.amount, ...data },
});
