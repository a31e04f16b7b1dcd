/**
 * The documentation of EventStoreDB leaves some behaviours open, and its releases differ in others. A `Reading` is one way
 * to read it. A client that is right works under every reading.
 */
export interface Reading {
  /**
   * Whether the answer to an append gives its position in the log. Open because the protocol has `no_position` beside
   * `position` (streams.proto, AppendResp.Success) and the server sends it when it does not know (Streams.Append.cs).
   */
  readonly positionInAnswers: boolean;
  /**
   * Whether reads of one stream give each event's position in the whole log. Open because servers before 22.6 send
   * 2^64-1 for both positions (EventStore-Client-Dotnet issue 211), and later ones still do for events of explicit
   * transactions (KurrentDB pull request 3459).
   */
  readonly positionInStreamReads: boolean;
  /**
   * The order of answers in one BatchAppend call. Open because answers carry a correlation id instead of an order, and a
   * refusal does not wait for replication as a success does (Streams.BatchAppend.cs, `ConvertMessage`).
   */
  readonly batchAnswers: 'in-order' | 'out-of-order';
  /**
   * `equals-prepare`: every event has its own place. `after-prepare`: the events of one append share the place of
   * their commit record and differ only in their prepare position, as in explicit transactions (AllReader.cs).
   */
  readonly commit: 'equals-prepare' | 'after-prepare';
  /** Positions are unsigned 64-bit byte offsets in the log; a log of petabytes has left the safe integers of JavaScript. */
  readonly positionsFrom: 'near-zero' | 'above-2^53';
  /**
   * How often a filtered subscription sends its checkpoint. `as-asked`: after interval times search window events and when
   * it has caught up (Enumerator.AllSubscriptionFiltered); `never`: the client asks for an interval that is never reached;
   * a number: after so many events that were considered.
   */
  readonly checkpoints: 'as-asked' | 'never' | number;
  /**
   * What a checkpoint points to. `event`: the last event considered; `page-start`: the start of the next page, which the
   * server gives as { commit: place of the next event, prepare: 0 } (AllReader.cs, `nextPos`) and which is before that event.
   */
  readonly checkpointsAt: 'event' | 'page-start';
  /** Whether subscriptions report that they caught up or fell behind. Open because only servers since 23.10 do. */
  readonly tellsCaughtUp: boolean;
  /**
   * Whether other writers are at work: `$all` holds system events and other applications' streams, as dense as it likes.
   * `dense` puts some of them before and after every write.
   */
  readonly foreignEvents: 'none' | 'dense';
  /**
   * Whether a filtered read ends when it has considered as many events as its search window holds. Open because the
   * documentation says "events searched before returning", while newer servers read on, page by page
   * (Enumerator.ReadAllBackwardsFiltered).
   */
  readonly searchWindowEndsRead: boolean;
}

/** The behaviour of a current server (24.10) with no other clients. */
export const CURRENT_SERVER: Reading = {
  positionInAnswers: true,
  positionInStreamReads: true,
  batchAnswers: 'in-order',
  commit: 'equals-prepare',
  positionsFrom: 'near-zero',
  checkpoints: 'as-asked',
  checkpointsAt: 'event',
  tellsCaughtUp: true,
  foreignEvents: 'none',
  searchWindowEndsRead: false,
};

/** Named combinations in which every alternative occurs at least once. */
export const READINGS: Readonly<Record<string, Partial<Reading>>> = {
  'a current server': {},
  'a shared server': { foreignEvents: 'dense', checkpoints: 1, checkpointsAt: 'page-start' },
  'a server that says little': {
    positionInAnswers: false,
    positionInStreamReads: false,
    checkpoints: 'never',
    tellsCaughtUp: false,
  },
  'a log of petabytes': { positionsFrom: 'above-2^53', checkpoints: 3, searchWindowEndsRead: true },
  'a log of transactions': {
    commit: 'after-prepare',
    positionInStreamReads: false,
    foreignEvents: 'dense',
    positionsFrom: 'above-2^53',
  },
  'a cluster under load': { batchAnswers: 'out-of-order' },
};
