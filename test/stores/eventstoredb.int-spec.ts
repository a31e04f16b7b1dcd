import { eventStoreContract } from '@yujue/event-store/testing';
import { READINGS, type ServerOptions } from '../eventstoredb-server';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

const start = (options: Omit<ServerOptions, 'directory'>) => async () => {
  const { server, drop } = await startProtocolServer(options);
  return new EventStoreDbFixture(server.url, drop);
};

describe.each(Object.entries(READINGS))('reading: %s', (name, reading) => {
  eventStoreContract(`EventStoreDB, ${name}`, start({ reading: { ...reading, positionInStreamReads: true } }));
});
eventStoreContract('EventStoreDB without BatchAppend', start({ batchAppend: false }));
