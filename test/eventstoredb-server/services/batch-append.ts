import { type ServerDuplexStream } from '@grpc/grpc-js';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { refusedInBatch } from '../faults/refusal';
import { type Expected } from '../log/check-commit';
import { type ProposedEvent } from '../log/recorded-event';
import {
  batchAccessDenied,
  batchBadRequest,
  batchConflict,
  batchStreamDeleted,
  batchSuccess,
  batchTimeout,
  batchTooLarge,
} from '../wire/batch-response';
import { proposedEvent, sizeOfAppended, uuidOf } from '../wire/proposed-event';
import { streamIdentifier } from '../wire/read-response';
import { ResponseWriter } from '../wire/response-writer';
import { RpcError } from '../wire/rpc-error';
import { streamNameOf } from '../wire/stream-name';
import { append, type Context } from './context';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append of which not all messages have come. */
interface Pending {
  readonly stream: string;
  readonly expected: Expected;
  readonly deadlineMs: number;
  readonly events: ProposedEvent[];
  bytes: number;
}

/**
 * Streams.BatchAppend: many appends over one call, each in one or more messages with the same correlation id, the last of
 * which is final. Source: Streams.BatchAppend.cs.
 */
export const batchAppendService = (context: Context) => (call: Call) => new BatchAppendCall(context, call).start();

class BatchAppendCall {
  private readonly pending = new Map<string, Pending>();
  private readonly responses: ResponseWriter<BatchAppendResp>;
  private readonly underWay = new Set<Promise<void>>();
  private user: string | null = null;

  constructor(
    private readonly context: Context,
    private readonly call: Call,
  ) {
    this.responses = new ResponseWriter(call);
  }

  start(): void {
    try {
      this.user = this.context.access.authenticate(this.call.metadata);
    } catch (error) {
      this.call.emit('error', error);
      return;
    }
    this.call.on('data', (message: BatchAppendReq) => this.receive(message));
    this.call.on('end', () => {
      Promise.all(this.underWay).then(
        () => this.call.end(),
        (error: unknown) => this.call.emit('error', error),
      );
    });
  }

  private receive(message: BatchAppendReq): void {
    const correlationId = uuidOf(message.getCorrelationId());
    try {
      const refused = this.collect(correlationId, message);
      if (refused) this.answer(correlationId, streamOf(message), refused);
      else if (message.getIsFinal()) this.finish(correlationId);
    } catch (error) {
      this.answer(correlationId, streamOf(message), batchBadRequest(String(error)));
    }
  }

  /** Adds a message to its append; returns what refuses the append at once, if anything does. */
  private collect(correlationId: string, message: BatchAppendReq): BatchAppendResp | null {
    const options = message.getOptions();
    if (options) {
      if (!this.context.access.mayWrite(this.user)) return batchAccessDenied();
      const deadlineMs = options.getDeadline()?.toDate().getTime() ?? Number.POSITIVE_INFINITY;
      if (deadlineMs <= Date.now()) return batchTimeout();
      const stream = streamNameOf(options.getStreamIdentifier());
      this.pending.set(correlationId, { stream, expected: expectedOf(options), deadlineMs, events: [], bytes: 0 });
    }
    const append = this.pending.get(correlationId);
    if (!append) return null;
    for (const event of message.getProposedMessagesList().map(proposedEvent)) {
      append.events.push(event);
      append.bytes += sizeOfAppended(event);
    }
    if (append.bytes <= this.context.maxAppendBytes) return null;
    this.pending.delete(correlationId);
    return batchTooLarge(this.context.maxAppendBytes);
  }

  private finish(correlationId: string): void {
    const append = this.pending.get(correlationId);
    if (!append) return;
    this.pending.delete(correlationId);
    const write = this.write(correlationId, append).finally(() => this.underWay.delete(write));
    this.underWay.add(write);
  }

  private async write(correlationId: string, { stream, expected, events }: Pending): Promise<void> {
    const outcome = await append(this.context, this.call.getPeer(), { kind: 'append', stream, expected, events });
    switch (outcome.result) {
      case 'success':
        return this.answer(correlationId, stream, batchSuccess(outcome));
      case 'wrong-expected-version':
        return this.answer(correlationId, stream, batchConflict(expected, outcome.currentRevision));
      case 'stream-deleted':
        return this.answer(correlationId, stream, batchStreamDeleted(stream));
      case 'commit-timeout':
        return this.answer(correlationId, stream, batchTimeout());
      case 'refused': {
        const refused = refusedInBatch(outcome.refusal, outcome.leader);
        if (refused instanceof RpcError) this.call.emit('error', refused);
        else this.answer(correlationId, stream, refused);
      }
    }
  }

  private answer(correlationId: string, stream: string, response: BatchAppendResp): void {
    const id = new UUID();
    id.setString(correlationId);
    response.setCorrelationId(id);
    response.setStreamIdentifier(streamIdentifier(stream));
    this.responses.write(response).catch((error: unknown) => this.call.emit('error', error));
  }
}

const streamOf = (message: BatchAppendReq): string => streamNameOf(message.getOptions()?.getStreamIdentifier());

function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
}
