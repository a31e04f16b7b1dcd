import { isDeepStrictEqual } from 'node:util';
import { type StoredEvent } from '@yujue/event-store';
import { type RegisterEntryRecorded, type RegisterEvent, readEvent } from '@yujue/ledger';
import { type Differences } from './differences';
import { LOAD_ACTOR } from './recorded-facts';
import { type DatasetEntry } from './register-entries';

type Entry = RegisterEntryRecorded['data'];

interface RecordedEntry {
  readonly entry: Entry;
  readonly isLoaded: boolean;
}

/** Entries that the log does not have yet. One that it has otherwise, or that the folder has lost, is a difference. */
export function reconcileRegisters(
  entries: readonly DatasetEntry[],
  recorded: readonly StoredEvent[],
  differences: Differences,
): readonly RegisterEntryRecorded[] {
  const known = lastEntries(recorded);
  const missing = entries.filter(({ event: { data }, row, columns }) => {
    const there = known.get(keyOf(data));
    known.delete(keyOf(data));
    if (!there) return true;
    if (!isDeepStrictEqual(asJson(there.entry), asJson(data)))
      differences.changed(row, `编号 ${data.entryNo}`, cellsOf(there.entry, columns), cellsOf(data, columns));
    return false;
  });
  for (const { entry, isLoaded } of known.values())
    if (isLoaded) differences.missing('台账', `${entry.register} 编号 ${entry.entryNo}`, cellsOf(entry, new Map()));
  return missing.map(({ event }) => event);
}

function lastEntries(recorded: readonly StoredEvent[]): Map<string, RecordedEntry> {
  const known = new Map<string, RecordedEntry>();
  for (const stored of recorded) {
    const event = readEvent<RegisterEvent>(stored);
    if (event.type !== 'RegisterEntryRecorded') continue;
    known.set(keyOf(event.data), { entry: event.data, isLoaded: stored.metadata.actor === LOAD_ACTOR });
  }
  return known;
}

const keyOf = ({ register, entryNo }: Entry): string => JSON.stringify([register, entryNo]);

/** As the log would give it back: without fields that are not there. */
const asJson = (entry: Entry): unknown => JSON.parse(JSON.stringify(entry));

const cellsOf = ({ content, basis }: Entry, columns: ReadonlyMap<string, string>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(content).map(([field, value]) => [columns.get(field) ?? field, value === null ? '' : String(value)]),
  ),
  依据: basis === 'fitted' ? '拟合' : '',
});
