import { type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { type Empty } from '@eventstore/db-client/generated/shared_pb';

/** The release whose behaviour this server follows. */
const SERVER_VERSION = '24.10.0';
const STREAMS = 'event_store.client.streams.streams';

/**
 * ServerFeatures.GetSupportedMethods: what a client may use. Clients append by BatchAppend when it is offered, and by Append
 * otherwise (the client's appendToStream/index.js). Source: ServerFeatures.cs; asked without credentials.
 */
export const serverFeaturesService =
  (batchAppend: boolean) =>
  (_call: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>): void => {
    const supported = new SupportedMethods();
    supported.setEventStoreServerVersion(SERVER_VERSION);
    for (const name of ['read', 'append', 'delete', 'tombstone']) supported.addMethods(method(STREAMS, name));
    if (batchAppend) supported.addMethods(method(STREAMS, 'batchappend'));
    supported.addMethods(method('event_store.client.gossip.gossip', 'read'));
    answer(null, supported);
  };

function method(service: string, name: string): SupportedMethod {
  const supported = new SupportedMethod();
  supported.setServiceName(service);
  supported.setMethodName(name);
  return supported;
}
