import { eventStoreContract } from '@yujue/event-store/testing';
import { READINGS, type ServerOptions } from '../eventstoredb-server';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

const start = (options: Omit<ServerOptions, 'directory'>) => async () => {
  const { server, drop } = await startProtocolServer(options);
  return new EventStoreDbFixture(server.url, drop);
};

// Servers before 22.6 do not say where an event stands in the log when its stream is read; they are refused (see below the
// faults), so every reading is tried with positions.
for (const [name, reading] of Object.entries(READINGS)) {
  const options = { reading: { ...reading, positionInStreamReads: true } };
  eventStoreContract(`EventStoreDB 协议服务器，${name}`, start(options));
}

eventStoreContract('EventStoreDB 协议服务器，没有 BatchAppend', start({ batchAppend: false }));
