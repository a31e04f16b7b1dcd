import { eventStoreContract } from '@yujue/event-store/testing';
import { READINGS, type ServerOptions } from '../eventstoredb-server';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

const start = (options: Omit<ServerOptions, 'directory'>) => async () => {
  const { server, drop } = await startProtocolServer(options);
  return new EventStoreDbFixture(server.url, drop);
};

/** A commit takes a real server some milliseconds. Meanwhile a repetition gets no answer, and no client sees the write. */
const COMMIT_DELAY_MS = 3;

// All readings with `npm run test:stores`, on servers whose commits take time; otherwise only the first.
const isAll = process.env['YUJUE_READINGS'] === 'all';
const commitDelayMs = isAll ? COMMIT_DELAY_MS : 0;

// Servers before 22.6 do not give an event's position in the log when its stream is read; they are refused (one of the
// faults), so every reading is tried with positions.
const suites: readonly (readonly [string, Omit<ServerOptions, 'directory'>])[] = Object.entries(READINGS).map(
  ([name, reading]) => [`(${name})`, { commitDelayMs, reading: { ...reading, positionInStreamReads: true } }] as const,
);

for (const [name, options] of isAll ? suites : suites.slice(0, 1)) {
  eventStoreContract(`EventStoreDB protocol server ${name}`, start(options));
}
