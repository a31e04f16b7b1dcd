import { budgetLineSchema } from '@yujue/ledger';
import { ZodError } from 'zod';
import { type AskedCommand, type RowCommand, inOrderOfDays, rowCommand } from '../row-commands/asked-command';
import { documentsOf, isDocumentRow } from '../row-commands/documents';
import { payment, refund } from '../row-commands/payments';
import { schemaSentence } from '../schema-sentence';
import { type ListEntry } from './list-entries';
import { type RefusedRow } from './row-refusals';

/** Rows of one document and unit that one event may carry; more would pass the store's limit for an append. */
const DOCUMENT_ROWS_MAX = 2_000;

/** The commands of a unit's new rows in the order of their dates. */
export function commandsOf(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): RowCommand[] {
  refuseLongDocuments(entries, refused);
  const sound = onSoundLines(entries, refused);
  return inOrderOfDays([...documentsOf(sound.filter(isDocumentRow)), ...sound.flatMap(single)]).flatMap((asked) => {
    const command = rowCommand(asked);
    if (!(command instanceof ZodError)) return [command];
    refused({ row: asked.row, field: null, message: schemaSentence(command) });
    return [];
  });
}

function single(entry: ListEntry): AskedCommand[] {
  if (entry.type === 'disburse') return [payment(entry)];
  return entry.type === 'refundDisbursement' ? [refund(entry)] : [];
}

/** Leaves out the rows of lines that cannot be; each such line is reported once, at its first row. */
function onSoundLines(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): readonly ListEntry[] {
  const areSound = new Map<string, boolean>();
  return entries.filter(({ line, place }) => {
    const known = areSound.get(line.id);
    if (known !== undefined) return known;
    const { success: isSound, error } = budgetLineSchema.safeParse(line);
    if (error) refused({ row: place, field: null, message: schemaSentence(error) });
    areSound.set(line.id, isSound);
    return isSound;
  });
}

function refuseLongDocuments(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): void {
  const counts = new Map<string, number>();
  for (const { type, documentNo, occurredOn, place } of entries.filter(isDocumentRow)) {
    const document = [type, documentNo, occurredOn].join('\0');
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    if (count !== DOCUMENT_ROWS_MAX + 1) continue;
    const message = `文号 ${documentNo} 在一个单位下超过 ${DOCUMENT_ROWS_MAX} 行。请按批次使用不同的文号或日期。`;
    refused({ row: place, field: '文号', message });
  }
}
