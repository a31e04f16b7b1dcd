import { type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { refusedCall } from '../faults/refusal';
import { type Expected } from '../log/check-commit';
import { type ProposedEvent } from '../log/recorded-event';
import { appendConflict, appendSuccess } from '../wire/append-response';
import { expectedOf } from '../wire/expected-revision';
import { proposedEvent, sizeOfAppended } from '../wire/proposed-event';
import { accessDenied, commitTimedOut, maximumAppendSizeExceeded, streamDeleted } from '../wire/rpc-error';
import { streamNameOf } from '../wire/stream-name';
import { append, type Context } from './context';

type Call = ServerReadableStream<AppendReq, AppendResp>;

/** Streams.Append: options first, then one event a message. Source: Streams.Append.cs. */
export const appendService =
  (context: Context) =>
  (call: Call, answer: sendUnaryData<AppendResp>): void => {
    appendFrom(context, call).then((response) => answer(null, response), answer);
  };

async function appendFrom(context: Context, call: Call): Promise<AppendResp> {
  const user = context.access.authenticate(call.metadata);
  let target: { readonly stream: string; readonly expected: Expected } = { stream: '', expected: 'any' };
  const events: ProposedEvent[] = [];
  let bytes = 0;
  for await (const message of call as AsyncIterable<AppendReq>) {
    const options = message.getOptions();
    const proposed = message.getProposedMessage();
    if (options) {
      if (!context.access.mayWrite(user)) throw accessDenied();
      target = { stream: streamNameOf(options.getStreamIdentifier()), expected: expectedOf(options) };
    }
    if (proposed) {
      const event = proposedEvent(proposed);
      bytes += sizeOfAppended(event);
      if (bytes > context.maxAppendBytes) throw maximumAppendSizeExceeded(context.maxAppendBytes);
      events.push(event);
    }
  }
  const outcome = await append(context, call.getPeer(), { kind: 'append', ...target, events });
  switch (outcome.result) {
    case 'success':
      return appendSuccess(outcome);
    case 'wrong-expected-version':
      return appendConflict(target.expected, outcome.currentRevision);
    case 'stream-deleted':
      throw streamDeleted(target.stream);
    case 'commit-timeout':
      throw commitTimedOut();
    case 'refused':
      throw refusedCall(outcome.refusal, outcome.leader);
  }
}
