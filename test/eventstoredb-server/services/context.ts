import { type Access } from '../access';
import { type Connections } from '../connections';
import { type InjectedFaults } from '../faults/injected-faults';
import { type EventLog } from '../log/event-log';
import { type WriteOutcome, type Writer, type WriteRequest } from '../log/writer';
import { type Leader, type Refusal } from '../faults/refusal';
import { type Membership, refusalOfWrites } from '../membership';
import { type Reading } from '../reading';

/** What the services work on. */
export interface Context {
  readonly log: EventLog;
  readonly writer: Writer;
  readonly reading: Reading;
  readonly access: Access;
  readonly faults: InjectedFaults;
  readonly connections: Connections;
  readonly membership: Membership;
  readonly maxAppendBytes: number;
}

/** The answer to a write that this node does not execute. */
export interface Refused {
  readonly result: 'refused';
  readonly refusal: Refusal;
  /** The leader that the refusal names. */
  readonly leader: Leader;
}

/** Appends, unless the node's state or a fault prevents it. A lost acknowledgement cuts the connection of `peer`. */
export async function append(
  { writer, faults, connections, membership }: Context,
  peer: string,
  request: WriteRequest,
): Promise<WriteOutcome | Refused> {
  const refusalOfState = refusalOfWrites(membership);
  if (refusalOfState) return { result: 'refused', refusal: refusalOfState, leader: faults.namedLeader };
  const { refusal, loseAcknowledgement } = faults.nextAppend();
  await faults.wait();
  if (refusal) return { result: 'refused', refusal, leader: faults.namedLeader };
  const outcome = await writer.write(request);
  if (loseAcknowledgement) connections.cut(peer);
  return outcome;
}
