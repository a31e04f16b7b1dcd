import { type CallStatus, type Leader, type Refusal } from './refusal';

/**
 * How live subscriptions end: a status of the call, or the server's error for a subscriber that reads too slowly (observed
 * on 23.10.8).
 */
export type SubscriptionEnd = CallStatus | 'slow-consumer';

/** What can go wrong, on command. Everything holds until it is used up or `clear` is called. */
export interface Faults {
  /** Cuts every connection now, in the middle of everything in progress. */
  cutConnections(): void;
  /** Ends every subscription with a status; the connections stay. */
  cancelSubscriptions(end: SubscriptionEnd): void;
  /** Answers the next `count` appends with a refusal and writes nothing. */
  refuseAppends(count: number, refusal: Refusal): void;
  /** Writes the next `count` appends but cuts the connection instead of acknowledging them. */
  loseAcknowledgements(count: number): void;
  /** Refuses every append and deletion, like a read-only replica ('not-leader') or a disk that is full ('timeout'). */
  readOnly(refusal: Refusal | null): void;
  /** Whom 'not-leader' names; this server itself at first. */
  leader(leader: Leader): void;
  /** Lets every append and read wait before it is carried out. */
  delay(milliseconds: number): void;
  /**
   * Sets how long a write takes from now on until it is committed, readable and answered; with Infinity, until another delay
   * is set.
   */
  commitDelay(milliseconds: number): void;
  /** Soft-deletes a stream, as an operator does by mistake. */
  deleteStream(stream: string): Promise<void>;
  /** Hard-deletes a stream; it can never be written again. */
  tombstoneStream(stream: string): Promise<void>;
  /** Hides the events before a revision by the stream's metadata (`$tb`). */
  truncateStream(stream: string, before: number): Promise<void>;
  /** Another application appends so many events, to a separate stream unless one is named. */
  writeForeignEvents(count: number, stream?: string): Promise<void>;
  /** From now on each append, with the given probability, cuts all connections before or its own after it is written. */
  random(seed: number, probability: number): void;
  /** Everything works again. */
  clear(): void;
}
