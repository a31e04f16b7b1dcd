import { type ServerWritableStream } from '@grpc/grpc-js';
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { refusedCall } from '../faults/refusal';
import { refusalOfReads } from '../membership';
import { ResponseWriter } from '../wire/response-writer';
import { accessDenied } from '../wire/rpc-error';
import { type Context } from './context';
import { readAll } from './read-all';
import { readStream } from './read-stream';
import { subscribe } from './subscribe';
import { allFeed } from './subscribe-to-all';
import { streamFeed } from './subscribe-to-stream';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** Streams.Read: reads and subscriptions, of one stream or of `$all`. Source: Streams.Read.cs. */
export const readService =
  (context: Context) =>
  (call: Call): void => {
    serve(context, call).then(
      () => call.end(),
      (error: unknown) => call.emit('error', error),
    );
  };

async function serve(context: Context, call: Call): Promise<void> {
  const writer = new ResponseWriter<ReadResp>(call);
  const user = context.access.authenticate(call.metadata);
  const isOfAll = call.request.getOptions()?.hasAll() ?? false;
  if (!(isOfAll ? context.access.mayReadAll(user) : context.access.mayRead(user))) throw accessDenied();
  const requiresLeader = call.metadata.get('requires-leader').includes('true');
  const refusal = refusalOfReads(context.membership, requiresLeader);
  if (refusal) throw refusedCall(refusal, context.faults.namedLeader);
  await context.faults.wait();
  const options = call.request.getOptions();
  const stream = options?.getStream();
  const all = options?.getAll();
  if (!options || !(stream || all)) return;
  if (options.hasSubscription()) {
    const feed = stream ? streamFeed(context, stream) : allFeed(context, options);
    await subscribe(context, writer, feed);
  } else if (stream) await readStream(context, writer, options, stream);
  else await readAll(context, writer, options);
}
