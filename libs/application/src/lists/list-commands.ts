import { type ListField } from '@yujue/list-import';
import { ZodError } from 'zod';
import { type AskedCommand, type RowCommand, inOrderOfDays, rowCommand } from '../row-commands/asked-command';
import { documentsOf, isDocumentRow } from '../row-commands/documents';
import { payment, refund } from '../row-commands/payments';
import { schemaIssues } from '../schema-sentence';
import { malformedIn } from './line-dimensions';
import { type ListEntry } from './list-entries';
import { type RefusedRow } from './row-refusals';

/** Rows of one document and unit that one event may carry; more would pass the store's limit for an append. */
const DOCUMENT_ROWS_MAX = 2_000;

/** What is wrong with the form of a command, by its place: the column to name, and how people call it. */
const COLUMNS = new Map<string, ListField>([
  ['documentNo', '单据号'],
  ['paymentId', '支付编号'],
  ['from', '金额'],
  ['to', '金额'],
]);
const NAMES = new Map([
  ['documentNo', '单据号'],
  ['paymentId', '支付编号'],
  ['from', '调出'],
  ['to', '调入'],
]);

/** The commands of a unit's new rows in the order of their dates. */
export function commandsOf(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): RowCommand[] {
  refuseLongDocuments(entries, refused);
  const sound = onSoundLines(entries, refused);
  return inOrderOfDays([...documentsOf(sound.filter(isDocumentRow)), ...sound.flatMap(single)]).flatMap((asked) => {
    const command = rowCommand(asked);
    if (!(command instanceof ZodError)) return [command];
    for (const { path, sentence } of schemaIssues(command, NAMES))
      refused({ row: asked.row, field: COLUMNS.get(path) ?? null, message: `${sentence}。` });
    return [];
  });
}

function single(entry: ListEntry): AskedCommand[] {
  if (entry.type === 'disburse') return [payment(entry)];
  return entry.type === 'refundDisbursement' ? [refund(entry)] : [];
}

/** Leaves out the rows of lines whose form an earlier program took and this one does not; each is reported at its first row. */
function onSoundLines(entries: readonly ListEntry[], refused: (row: RefusedRow) => void): readonly ListEntry[] {
  const areSound = new Map<string, boolean>();
  return entries.filter(({ line, place }) => {
    const known = areSound.get(line.id);
    if (known !== undefined) return known;
    const faults = malformedIn(line);
    for (const { field, message } of faults) refused({ row: place, field, message });
    areSound.set(line.id, faults.length === 0);
    return faults.length === 0;
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
