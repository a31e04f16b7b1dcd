import { type ListField } from '@yujue/list-import';
import { type RowFaults, type RowValues } from './row-fault';

/** The ledger's words of one field, and what else people call them. */
export interface Words<Word> {
  readonly read: (text: string) => Word | null;
  readonly choices: string;
}

/** The ledger's word for what a field says; undefined where it is blank, or not known, which is a fault. */
export function wordOf<Word>(
  values: RowValues,
  field: ListField,
  words: Words<Word>,
  faults: RowFaults,
): Word | undefined {
  const written = values[field];
  if (written === undefined) return undefined;
  const word = words.read(written);
  if (word !== null) return word;
  faults.add(field, `${field}“${written}”不认识，应为${words.choices}之一。`);
  return undefined;
}
