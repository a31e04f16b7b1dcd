import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Access } from './access';
import { Connections } from './connections';
import { InjectedFaults } from './faults/injected-faults';
import { type EventLog } from './log/event-log';
import { Writer } from './log/writer';
import { type Membership } from './membership';
import { CURRENT_SERVER } from './reading';
import { type SelfSignedCertificate, selfSignedCertificate } from './self-signed-certificate';
import { type ServerOptions } from './server-options';
import { appendService } from './services/append';
import { batchAppendService } from './services/batch-append';
import { type Context } from './services/context';
import { deleteService, tombstoneService } from './services/delete';
import { gossipService } from './services/gossip';
import { readService } from './services/read';
import { serverFeaturesService } from './services/server-features';

/** Source: the server's option MaxAppendSize. */
const MAX_APPEND_BYTES_DEFAULT = 1_048_576;
/** Observed on 23.10.8: 2 to 3 seconds (the server's option CommitTimeoutMs of 2 s, looked at once a second). */
const COMMIT_TIMEOUT_MS_DEFAULT = 2_500;
/** The largest message that is read; larger than any append, so that a large append gets the answer for its size. */
const MAX_MESSAGE_BYTES = 17 * 1_048_576;

/** How long `finish` waits for calls under way. */
const SHUTDOWN_GRACE_MS = 200;

/** The addresses of a node for clients. */
export interface Addresses {
  /** `esdb://` address for clients, with the first user's credentials if there are users. */
  readonly url: string;
  /** The same for clients that find the leader by gossip. */
  readonly discoverUrl: string;
}

/** A process that serves a log. */
export interface Node {
  readonly port: number;
  readonly addresses: Addresses;
  readonly faults: InjectedFaults;
  readonly writer: Writer;
  /** Ends subscriptions and waits a short time for calls under way. */
  finish(): Promise<void>;
  /** Cuts all connections; the log stays open. */
  kill(): Promise<void>;
}

/** Starts a process that serves `log` as a node with this membership in a cluster. */
export async function startNode(options: ServerOptions, log: EventLog, membership: Membership): Promise<Node> {
  const reading = { ...CURRENT_SERVER, ...options.reading };
  const { commitDelayMs = 0, commitTimeoutMs = COMMIT_TIMEOUT_MS_DEFAULT } = options;
  const writer = new Writer(log, reading, { commitDelayMs, commitTimeoutMs }, () => membership.state === 'LEADER');
  const certificate = options.tls ? selfSignedCertificate() : null;
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  const connections = new Connections(server, credentials(certificate));
  const faults = new InjectedFaults(connections, writer, membership);
  const access = new Access(options.users, options.mayOnlyRead ?? [], options.mayNotReadAll);
  const maxAppendBytes = options.maxAppendBytes ?? MAX_APPEND_BYTES_DEFAULT;
  addServices(server, options, { log, writer, reading, faults, connections, access, membership, maxAppendBytes });
  await connections.listen(options.port ?? 0);
  const { port } = connections;

  const kill = async (): Promise<void> => {
    writer.close();
    await connections.close();
    server.forceShutdown();
  };
  const finish = async (): Promise<void> => {
    faults.cancelSubscriptions('UNAVAILABLE');
    const ended = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    await Promise.race([ended, sleep(SHUTDOWN_GRACE_MS)]);
  };
  const address = `${userInfo(options.users)}127.0.0.1:${port}?${tlsParameters(options.directory, certificate)}`;
  const addresses = { url: `esdb://${address}`, discoverUrl: `esdb+discover://${address}` };
  return { port, addresses, faults, writer, finish, kill };
}

function addServices(server: Server, { batchAppend = true }: ServerOptions, context: Context): void {
  server.addService(StreamsService, {
    read: readService(context),
    append: appendService(context),
    batchAppend: batchAppendService(context),
    delete: deleteService(context),
    tombstone: tombstoneService(context),
  });
  server.addService(GossipService, { read: gossipService(context.membership) });
  server.addService(ServerFeaturesService, { getSupportedMethods: serverFeaturesService(batchAppend) });
}

function credentials(certificate: SelfSignedCertificate | null): ServerCredentials {
  if (!certificate) return ServerCredentials.createInsecure();
  const { certificatePem, keyPem } = certificate;
  return ServerCredentials.createSsl(null, [
    { cert_chain: Buffer.from(certificatePem), private_key: Buffer.from(keyPem) },
  ]);
}

/** Writes the certificate to a file, because the client takes a file name. */
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
