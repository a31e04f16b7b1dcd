import { type Access } from '../access';
import { type Connections } from '../connections';
import { type InjectedFaults } from '../faults/injected-faults';
import { type EventLog } from '../log/event-log';
import { type WriteOutcome, type Writer, type WriteRequest } from '../log/writer';
import { type Refusal } from '../faults/refusal';
import { type Reading } from '../reading';

/** What the services work on. */
export interface Context {
  readonly log: EventLog;
  readonly writer: Writer;
  readonly reading: Reading;
  readonly access: Access;
  readonly faults: InjectedFaults;
  readonly connections: Connections;
  readonly maxAppendBytes: number;
}

/** Appends, unless a fault says otherwise. `peer` is whose connection a lost acknowledgement cuts. */
export async function append(
  { writer, faults, connections }: Context,
  peer: string,
  request: WriteRequest,
): Promise<WriteOutcome | { readonly result: 'refused'; readonly refusal: Refusal }> {
  const { refusal, loseAcknowledgement } = faults.nextAppend();
  await faults.wait();
  if (refusal) return { result: 'refused', refusal };
  const outcome = await writer.write(request);
  if (loseAcknowledgement) connections.cut(peer);
  return outcome;
}
