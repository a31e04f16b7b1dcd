import { eventStoreContract } from '@yujue/event-store/testing';
import { READINGS, type ServerOptions } from '../eventstoredb-server';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

const start = (options: Omit<ServerOptions, 'directory'>) => async () => {
  const { server, drop } = await startProtocolServer(options);
  return new EventStoreDbFixture(server.url, drop);
};

const isAll = process.env['YUJUE_READINGS'] === 'all';

// Servers before 22.6 do not say where an event stands in the log when its stream is read; they are refused (one of the
// faults), so every reading is tried with positions.
const readings = Object.entries(READINGS).map(
  ([name, reading]) => [name, { ...reading, positionInStreamReads: true }] as const,
);

// All of them with `npm run test:stores`; else the one that other suites use too, and below that which differs most.
for (const [name, reading] of readings.filter(([called]) => isAll || called === 'a current server')) {
  eventStoreContract(`EventStoreDB protocol server (${name})`, start({ reading }));
}

const transactions = new Map(readings).get('a log of transactions')!;
eventStoreContract(
  'EventStoreDB protocol server without BatchAppend (a log of transactions)',
  start({ batchAppend: false, reading: transactions }),
);
