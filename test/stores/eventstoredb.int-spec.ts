import { eventStoreContract } from '@yujue/event-store/testing';
import { READINGS, type ServerOptions } from '../eventstoredb-server';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

const start = (options: Omit<ServerOptions, 'directory'>) => async () => {
  const { server, drop } = await startProtocolServer(options);
  return new EventStoreDbFixture(server.url, drop);
};

/** Two that hold most of the alternatives between them, unless all are asked for (`npm run test:stores`). */
const QUICK: readonly string[] = ['a current server', 'a log of transactions'];
const names = process.env['YUJUE_READINGS'] === 'all' ? Object.keys(READINGS) : QUICK;

// Servers before 22.6 do not say where an event stands in the log when its stream is read; they are refused (one of the
// faults), so every reading is tried with positions.
for (const name of names) {
  const reading = READINGS[name];
  const options = { reading: { ...reading, positionInStreamReads: true } };
  eventStoreContract(`EventStoreDB protocol server (${name})`, start(options));
}

eventStoreContract('EventStoreDB protocol server without BatchAppend', start({ batchAppend: false }));
