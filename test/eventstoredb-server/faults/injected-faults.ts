import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { seededRandom } from '@yujue/event-store/testing';
import { type Connections } from '../connections';
import { type Writer, type WriteRequest } from '../log/writer';
import { newEvent } from '../log/recorded-event';
import { metastreamOf } from '../log/stream-metadata';
import { type Membership } from '../membership';
import { RpcError, timedOut } from '../wire/rpc-error';
import { type Faults, type SubscriptionEnd } from './faults';
import { type Leader, type Refusal } from './refusal';

/** What an append has to suffer. */
export interface AppendFault {
  readonly refusal: Refusal | null;
  readonly loseAcknowledgement: boolean;
}

/** The faults that are switched on, as the services ask for them. */
export class InjectedFaults implements Faults {
  /** Ends a subscription with an error; each subscription puts its own in while it lives. */
  readonly subscriptions = new Set<(error: RpcError) => void>();
  private elsewhere: Leader | null = null;
  private refused: { count: number; refusal: Refusal } | null = null;
  private acknowledgementsToLose = 0;
  private refusalOfWrites: Refusal | null = null;
  private delayMs = 0;
  private chance: { readonly draw: () => number; readonly probability: number } | null = null;

  constructor(
    private readonly connections: Connections,
    private readonly writer: Writer,
    private readonly membership: Membership,
  ) {}

  cutConnections(): void {
    this.connections.cutAll();
  }

  cancelSubscriptions(end: SubscriptionEnd): void {
    const error =
      end === 'slow-consumer'
        ? timedOut('Consumer too slow to handle event while live. Client resubscription required.')
        : new RpcError(status[end], `Fault injected: ${end}`);
    for (const cancel of [...this.subscriptions]) cancel(error);
  }

  refuseAppends(count: number, refusal: Refusal): void {
    this.refused = { count, refusal };
  }

  loseAcknowledgements(count: number): void {
    this.acknowledgementsToLose = count;
  }

  readOnly(refusal: Refusal | null): void {
    this.refusalOfWrites = refusal;
  }

  leader(leader: Leader): void {
    this.elsewhere = leader;
  }

  delay(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  commitDelay(milliseconds: number): void {
    this.writer.commits.delay(milliseconds);
  }

  async deleteStream(stream: string): Promise<void> {
    await this.write({ kind: 'delete', stream, expected: 'any' });
  }

  async tombstoneStream(stream: string): Promise<void> {
    await this.write({ kind: 'tombstone', stream, expected: 'any' });
  }

  async truncateStream(stream: string, before: number): Promise<void> {
    await this.appendJson(metastreamOf(stream), '$metadata', [{ $tb: before }]);
  }

  async writeForeignEvents(count: number, stream = 'another-application-1'): Promise<void> {
    const contents = Array.from({ length: count }, (_, index) => ({ index }));
    await this.appendJson(stream, 'SomethingForeignHappened', contents);
  }

  random(seed: number, probability: number): void {
    this.chance = { draw: seededRandom(seed), probability };
  }

  clear(): void {
    this.refused = null;
    this.acknowledgementsToLose = 0;
    this.refusalOfWrites = null;
    this.delayMs = 0;
    this.writer.commits.delay();
    this.chance = null;
  }

  /** What the next append has to suffer; counts it. Cuts the connections itself when that is what happens to it. */
  nextAppend(): AppendFault {
    const refusal = this.refusalOfWrites ?? this.nextRefusal();
    if (refusal) return { refusal, loseAcknowledgement: false };
    if (this.acknowledgementsToLose > 0) {
      this.acknowledgementsToLose -= 1;
      return { refusal: null, loseAcknowledgement: true };
    }
    return this.nextAccident();
  }

  /** Whom a refusal names as the leader. */
  get namedLeader(): Leader {
    return this.elsewhere ?? this.membership.leader ?? { host: '127.0.0.1', port: this.connections.port };
  }

  /** The refusal of a deletion, when the server is read-only. */
  get writeRefusal(): Refusal | null {
    return this.refusalOfWrites;
  }

  async wait(): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
  }

  private nextRefusal(): Refusal | null {
    if (!this.refused || this.refused.count <= 0) return null;
    this.refused.count -= 1;
    return this.refused.refusal;
  }

  private nextAccident(): AppendFault {
    const { draw, probability } = this.chance ?? { draw: () => 1, probability: 0 };
    const happens = draw() < probability;
    const beforeWrite = happens && draw() < 0.5;
    if (beforeWrite) this.cutConnections();
    return { refusal: beforeWrite ? 'UNAVAILABLE' : null, loseAcknowledgement: happens && !beforeWrite };
  }

  private async appendJson(stream: string, type: string, contents: readonly unknown[]): Promise<void> {
    const events = contents.map((content) => newEvent(type, Buffer.from(JSON.stringify(content))));
    await this.write({ kind: 'append', stream, expected: 'any', events });
  }

  private async write(request: WriteRequest): Promise<void> {
    const outcome = await this.writer.write(request);
    if (outcome.result !== 'success') throw new Error(`${request.kind} of ${request.stream}: ${outcome.result}`);
  }
}
