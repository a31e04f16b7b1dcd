import { type Refusal } from '@yujue/ledger';
import { type RowCommand, type RowPlace } from './asked-command';
import { linesOf } from './command-lines';

/** The rows of a document that one of its violations is about. */
export interface RowsAtFault {
  readonly rows: readonly RowPlace[];
  /** False if it is about the document as a whole, and is only reported at one of its rows. */
  readonly areWrong: boolean;
}

/**
 * The ledger names each wrong place of a command once. In a list every row has its own date and the codes of its line, so each
 * of the rows where they are wrong is to be corrected.
 */
export function rowsAtFault({ command, row, lineRows = [row] }: RowCommand, { path, data }: Refusal): RowsAtFault {
  const [list, at, member] = path.split('.');
  const lines = linesOf(command);
  const ofLine = (lineId: unknown) => lineRows.filter((_, index) => lines[index]?.lineId === lineId);
  if (list === 'occurredOn' || lines.length === 0) return { rows: lineRows, areWrong: true };
  if (list === 'opens' && 'opens' in command.data)
    return { rows: ofLine(command.data.opens?.[Number(at)]?.id), areWrong: true };
  const index = placeInLines(command, list!, Number(at));
  if (index === null) return { rows: [ofLine(data['lineId'])[0] ?? row], areWrong: false };
  return { rows: member === 'lineId' ? ofLine(lines[index]!.lineId) : [lineRows[index]!], areWrong: true };
}

function placeInLines({ type, data }: RowCommand['command'], list: string, at: number): number | null {
  if (type === 'transferBudget' && list === 'to') return data.from.length + at;
  return ['lines', 'from'].includes(list) ? at : null;
}
