import { randomUUID } from 'node:crypto';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { type StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type ClientDuplexStream } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { NO_EVENTS } from '../appending/encoded-append';
import { type Position } from '../port';
import { SilenceError } from './deadline';
import { gone, type ServerConnection } from './server-connection';
import { asAppendError, refusalOf } from './wire-errors';
import { fromWirePosition } from './wire-position';

/**
 * A server whose clock is further ahead than this refuses the append as too late. The server's own limits are seconds, and
 * ours is the connection's.
 */
const SERVER_DEADLINE_MS = 3_600_000;

/** An append to one stream as the server takes it. */
export interface WireAppend {
  /** The stream's name on the server. */
  readonly stream: string;
  /** The last revision that the stream must have; NO_EVENTS for none. */
  readonly expectedRevision: number;
  readonly events: readonly BatchAppendReq.ProposedMessage[];
}

/** The server's answer to an append that it stored, or did not store because the stream is at another revision. */
export type WireAnswer =
  | { readonly isStored: true; /** Null when the server does not say. */ readonly position: Position | null }
  | { readonly isStored: false };

interface Waiting {
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly stream: string;
  readonly sinceMs: number;
}

type Call = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * Sends the appends of all streams over one BatchAppend call, in the order in which they are made. The client's own call is
 * not used: it keeps the appends of all clients of a process in one table; when one call fails, the entries of the others
 * are removed too, and an answer that comes later for one of them ends the process (6.2.1). It also has no deadline.
 */
export class AppendCall {
  private opened: {
    readonly call: Call;
    readonly service: StreamsClient;
    readonly waiting: Map<string, Waiting>;
  } | null = null;
  private opening: Promise<void> | null = null;
  private readonly watch: NodeJS.Timeout;

  constructor(private readonly connection: ServerConnection) {
    this.watch = setInterval(() => this.endWhenSilent(), connection.silenceMaxMs / 4).unref();
  }

  /**
   * Rejects with EventStoreError. After STORE_UNREACHABLE and STORE_NOT_WRITABLE it is unknown whether the append was stored
   * or will be; at the same expected revision it is never stored twice.
   */
  async append(append: WireAppend): Promise<WireAnswer> {
    if (this.opened === null) await this.open();
    const { opened } = this;
    if (opened === null) throw asAppendError(gone('the call ended before it began'));
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const { stream } = append;
      opened.waiting.set(id, { resolve, reject, stream, sinceMs: performance.now() });
      opened.call.write(request(id, append));
    });
  }

  close(): void {
    clearInterval(this.watch);
    this.end(gone('closed'));
  }

  private async open(): Promise<void> {
    this.opening ??= this.begin().finally(() => (this.opening = null));
    await this.opening;
  }

  private async begin(): Promise<void> {
    try {
      const { service, metadata, options } = await this.connection.streams();
      const call = service.batchAppend(metadata, options);
      const opened = { call, service, waiting: new Map<string, Waiting>() };
      this.opened = opened;
      call.on('data', (response: BatchAppendResp) =>
        answer(opened.waiting, response, (error) => this.end(error, call)),
      );
      call.on('error', (error) => this.end(error, call));
      call.on('end', () => this.end(gone('the server ended the call'), call));
    } catch (error) {
      throw asAppendError(error);
    }
  }

  /** Ends the call, if it is the current one: all appends that wait in it fail, and the next append opens another call. */
  private end(error: Error, call = this.opened?.call): void {
    const { opened } = this;
    if (opened === null || opened.call !== call) return;
    this.opened = null;
    call.cancel();
    const failure = asAppendError(error);
    for (const { reject } of opened.waiting.values()) reject(failure);
    this.connection.lost(error, opened.service).catch(() => undefined);
  }

  private endWhenSilent(): void {
    const [oldest] = this.opened?.waiting.values() ?? [];
    const { silenceMaxMs } = this.connection;
    if (oldest && performance.now() - oldest.sinceMs > silenceMaxMs)
      this.end(gone(new SilenceError(silenceMaxMs).message));
  }
}

function answer(waiting: Map<string, Waiting>, response: BatchAppendResp, end: (error: Error) => void): void {
  const id = response.getCorrelationId()?.getString() ?? '';
  const asked = waiting.get(id);
  if (asked === undefined) return;
  waiting.delete(id);
  const refused = response.getError();
  if (refused) {
    const refusal = refusalOf(refused, asked.stream);
    if (refusal === 'wrong-expected-version') return asked.resolve({ isStored: false });
    asked.reject(refusal);
    // Another node may be the leader by now, and only a new call finds it.
    if (refusal.code === 'STORE_NOT_WRITABLE') end(gone(refused.getMessage()));
    return;
  }
  const position = response.getSuccess()?.getPosition();
  asked.resolve({
    isStored: true,
    position: position
      ? fromWirePosition({
          commit: BigInt(position.getCommitPosition()),
          prepare: BigInt(position.getPreparePosition()),
        })
      : null,
  });
}

function request(id: string, { stream, expectedRevision, events }: WireAppend): BatchAppendReq {
  const options = new BatchAppendReq.Options();
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  options.setStreamIdentifier(identifier);
  if (expectedRevision === NO_EVENTS) options.setNoStream(new Empty());
  else options.setStreamPosition(String(expectedRevision));
  options.setDeadline(Timestamp.fromDate(new Date(Date.now() + SERVER_DEADLINE_MS)));
  const correlationId = new UUID();
  correlationId.setString(id);
  const append = new BatchAppendReq();
  append.setCorrelationId(correlationId);
  append.setOptions(options);
  append.setProposedMessagesList([...events]);
  append.setIsFinal(true);
  return append;
}
