import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Access } from './access';
import { Connections } from './connections';
import { type Faults } from './faults/faults';
import { InjectedFaults } from './faults/injected-faults';
import { EventLog } from './log/event-log';
import { Writer } from './log/writer';
import { CURRENT_SERVER, type Reading } from './reading';
import { type SelfSignedCertificate, selfSignedCertificate } from './self-signed-certificate';
import { appendService } from './services/append';
import { batchAppendService } from './services/batch-append';
import { type Context } from './services/context';
import { deleteService, tombstoneService } from './services/delete';
import { gossipService } from './services/gossip';
import { readService } from './services/read';
import { serverFeaturesService } from './services/server-features';

/** Source: the server's option MaxAppendSize. */
const MAX_APPEND_BYTES_DEFAULT = 1_048_576;
/** The largest message that is read at all; larger than any append, so that a large one gets the answer it deserves. */
const MAX_MESSAGE_BYTES = 17 * 1_048_576;

export interface ServerOptions {
  /** Where the log is kept; carries on from what is there. */
  readonly directory: string;
  /** A free one when 0 or absent. */
  readonly port?: number;
  /** Whether ServerFeatures offers BatchAppend; true when absent. */
  readonly batchAppend?: boolean;
  /** Names and passwords; without it everybody may do everything. Clients send a password only over TLS. */
  readonly users?: Readonly<Record<string, string>>;
  /** Users who are refused every write. */
  readonly mayOnlyRead?: readonly string[];
  /** Serves over TLS, with a certificate of its own that `url` tells the client to trust. */
  readonly tls?: boolean;
  /** 1 MiB when absent. */
  readonly maxAppendBytes?: number;
  /** How what the documentation leaves open is read; as a current server does it when absent. */
  readonly reading?: Partial<Reading>;
}

export interface EventStoreServer {
  readonly port: number;
  /** `esdb://` address for clients, with the first user's credentials if there are users. */
  readonly url: string;
  /** The same for clients that find the leader by gossip. */
  readonly discoverUrl: string;
  readonly faults: Faults;
  /** Ends subscriptions and waits for calls under way. */
  stop(): Promise<void>;
  /** Stops as in a power cut: connections are cut at once, and nothing is written that was not acknowledged. */
  kill(): Promise<void>;
}

/** How long `stop` waits for calls under way. */
const SHUTDOWN_GRACE_MS = 200;

/**
 * Starts a server that speaks EventStoreDB's gRPC protocol, for tests on machines where the real one cannot be installed.
 * It is made from the service definitions that the client ships, and each behaviour names where it was read.
 */
export async function startEventStoreServer(options: ServerOptions): Promise<EventStoreServer> {
  const reading = { ...CURRENT_SERVER, ...options.reading };
  const log = new EventLog(options.directory, reading);
  const writer = new Writer(log, reading);
  const certificate = options.tls ? selfSignedCertificate() : null;
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  const connections = new Connections(server, credentials(certificate));
  const faults = new InjectedFaults(connections, writer);
  const access = new Access(options.users, options.mayOnlyRead ?? []);
  const maxAppendBytes = options.maxAppendBytes ?? MAX_APPEND_BYTES_DEFAULT;
  addServices(server, options, { log, writer, reading, faults, connections, access, maxAppendBytes });
  await connections.listen(options.port ?? 0);
  const { port } = connections;

  const kill = async (): Promise<void> => {
    writer.close();
    await connections.close();
    server.forceShutdown();
    log.close();
  };
  const stop = async (): Promise<void> => {
    faults.cancelSubscriptions('UNAVAILABLE');
    const ended = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    await Promise.race([ended, sleep(SHUTDOWN_GRACE_MS)]);
    await kill();
  };
  const address = `${userInfo(options.users)}127.0.0.1:${port}?${tlsParameters(options.directory, certificate)}`;
  return { port, url: `esdb://${address}`, discoverUrl: `esdb+discover://${address}`, faults, stop, kill };
}

function addServices(server: Server, { batchAppend = true }: ServerOptions, context: Context): void {
  server.addService(StreamsService, {
    read: readService(context),
    append: appendService(context),
    batchAppend: batchAppendService(context),
    delete: deleteService(context),
    tombstone: tombstoneService(context),
  });
  server.addService(GossipService, { read: gossipService(context.connections) });
  server.addService(ServerFeaturesService, { getSupportedMethods: serverFeaturesService(batchAppend) });
}

function credentials(certificate: SelfSignedCertificate | null): ServerCredentials {
  if (!certificate) return ServerCredentials.createInsecure();
  const { certificatePem, keyPem } = certificate;
  return ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(certificatePem), private_key: Buffer.from(keyPem) },
  ]);
}

/** Leaves the certificate where the client can read it, for it takes a file name. */
function tlsParameters(directory: string, certificate: SelfSignedCertificate | null): string {
  if (!certificate) return 'tls=false';
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, certificate.certificatePem);
  return `tls=true&tlsCAFile=${encodeURIComponent(file)}`;
}

function userInfo(users: ServerOptions['users'] = {}): string {
  const [first] = Object.entries(users);
  return first ? `${first.map(encodeURIComponent).join(':')}@` : '';
}
