import { peopleBookContract } from '@yujue/application/testing';
import { EventStoreDbFixture, startProtocolServer } from './eventstoredb-fixture';

peopleBookContract('EventStoreDB', async () => {
  const { server, drop } = await startProtocolServer();
  return new EventStoreDbFixture(server.url, drop);
});
