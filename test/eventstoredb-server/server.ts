import { type Faults } from './faults/faults';
import { EventLog } from './log/event-log';
import { firstEvents } from './log/system-events';
import { Alone } from './membership';
import { type Addresses, startNode } from './node';
import { CURRENT_SERVER } from './reading';
import { type ServerOptions } from './server-options';

export interface EventStoreServer extends Addresses {
  readonly port: number;
  readonly faults: Faults;
  /** With true, answers reads and writes as a starting node does; with false, as a node that has started. */
  starting(isStarting: boolean): void;
  /** Ends subscriptions and waits for calls under way. */
  stop(): Promise<void>;
  /** Stops as in a power cut: connections are cut at once, and nothing is written that was not acknowledged. */
  kill(): Promise<void>;
}

/**
 * Starts a server that speaks EventStoreDB's gRPC protocol, for tests on machines where the real one cannot be installed.
 * It is made from the service definitions that the client ships, and each behaviour names where it was read.
 */
export async function startEventStoreServer(options: ServerOptions): Promise<EventStoreServer> {
  const log = openLog(options);
  const membership = new Alone(() => node.port);
  const node = await startNode(options, log, membership);
  const kill = async (): Promise<void> => {
    await node.kill();
    log.close();
  };
  const stop = async (): Promise<void> => {
    await node.finish();
    await kill();
  };
  const starting = (isStarting: boolean): void => void (membership.state = isStarting ? 'INITIALIZING' : 'LEADER');
  return { ...node.addresses, port: node.port, faults: node.faults, starting, stop, kill };
}

/** Opens the log in a directory; a new log begins with the server's own events. */
export function openLog({ directory, reading, users }: ServerOptions): EventLog {
  const log = new EventLog(directory, { ...CURRENT_SERVER, ...reading });
  if (log.events.length > 0) return log;
  const entries = firstEvents(users !== undefined);
  for (const [stream, events] of entries) {
    const first = log.prepared.stream(stream).last + 1n;
    log.prepare({ stream, first, createdMs: Date.now(), events });
  }
  log.commit(entries.length);
  return log;
}
