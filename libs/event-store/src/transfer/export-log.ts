import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EventStore } from '../port';
import { formatLine, LOG_FILE_FORMAT, LOG_FILE_VERSION } from './log-file';

export interface TransferOptions {
  readonly onProgress?: (events: number) => void;
}

/** Writes the whole log as it is now, ends the writable, and returns the number of events. */
export async function exportLog(
  store: Pick<EventStore, 'readAll'>,
  output: Writable,
  { onProgress }: TransferOptions = {},
): Promise<number> {
  let events = 0;
  async function* chunks(): AsyncIterable<string> {
    yield line(JSON.stringify({ format: LOG_FILE_FORMAT, version: LOG_FILE_VERSION }));
    for await (const page of store.readAll()) {
      yield page.map((event) => line(formatLine(event))).join('');
      events += page.length;
      onProgress?.(events);
    }
    yield line(JSON.stringify({ end: true, events }));
  }
  await pipeline(Readable.from(chunks()), output);
  return events;
}

const line = (text: string): string => `${text}\n`;
