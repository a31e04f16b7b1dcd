import { credentials } from '@grpc/grpc-js';
import { Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { AppendReq, ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { all, connect, numbered, range, serve } from './test-clients';
import { streamIdentifier } from './wire/read-response';

// What the protocol has and version 6.2 of the client does not ask for.

const { FORWARDS, BACKWARDS } = ReadReq.Options.ReadDirection;

async function open(searchWindowEndsRead = false) {
  const server = await serve({ reading: { searchWindowEndsRead } });
  const client = connect(server.url);
  for (const number of range(10)) await client.appendToStream(number % 5 ? 'theirs' : 'ours', numbered(number));
  const streams = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  return { client, streams };
}

function request(direction: ReadReq.Options.ReadDirection, configure: (options: ReadReq.Options) => void): ReadReq {
  const options = new ReadReq.Options();
  options.setReadDirection(direction);
  options.setCount('100');
  options.setNoFilter(new Empty());
  const uuids = new ReadReq.Options.UUIDOption();
  uuids.setString(new Empty());
  options.setUuidOption(uuids);
  configure(options);
  const read = new ReadReq();
  read.setOptions(options);
  return read;
}

describe('a filtered read of $all', () => {
  const filtered = (direction: ReadReq.Options.ReadDirection, window: number): ReadReq =>
    request(direction, (options) => {
      const from = new ReadReq.Options.AllOptions();
      if (direction === FORWARDS) from.setStart(new Empty());
      else from.setEnd(new Empty());
      const expression = new ReadReq.Options.FilterOptions.Expression();
      expression.setPrefixList(['ours']);
      const filter = new ReadReq.Options.FilterOptions();
      filter.setStreamIdentifier(expression);
      filter.setMax(window);
      options.setAll(from);
      options.setFilter(filter);
    });
  const numbers = async (streams: StreamsClient, read: ReadReq): Promise<unknown[]> => {
    const responses = await all(streams.read(read) as AsyncIterable<ReadResp>);
    return responses.map((response) => {
      const data = response.getEvent()?.getEvent()?.getData_asU8() ?? [];
      return (JSON.parse(Buffer.from(data).toString('utf8')) as { number: number }).number;
    });
  };

  it.each([
    ['reads on, page by page', false, [0, 5], [5, 0]],
    ['ends at its search window, when it reads so', true, [0], [5]],
  ])('%s', async (_, searchWindowEndsRead, forwards, backwards) => {
    const { streams } = await open(searchWindowEndsRead);
    expect(await numbers(streams, filtered(FORWARDS, 5))).toEqual(forwards);
    expect(await numbers(streams, filtered(BACKWARDS, 6))).toEqual(backwards);
    streams.close();
  });
});

it('tells the first and last position of a stream to who asks for compatibility 1', async () => {
  const { client, streams } = await open();
  await client.setStreamMetadata('ours', { truncateBefore: 2 });
  const read = request(FORWARDS, (options) => {
    const from = new ReadReq.Options.StreamOptions();
    from.setStreamIdentifier(streamIdentifier('ours'));
    from.setStart(new Empty());
    options.setStream(from);
    const control = new ReadReq.Options.ControlOption();
    control.setCompatibility(1);
    options.setControlOption(control);
  });
  const [first, last] = await all(streams.read(read) as AsyncIterable<ReadResp>);
  expect(first?.getFirstStreamPosition()).toBe('2');
  expect(last?.getLastStreamPosition()).toBe('1');
  streams.close();
});

it('takes the id of an event as two halves too, and refuses an event without a type', async () => {
  const { client, streams } = await open();
  const append = (properties: Record<string, string>): Promise<unknown> =>
    new Promise((resolve) => {
      const call = streams.append((error, response) => resolve(error ?? response));
      const options = new AppendReq.Options();
      options.setStreamIdentifier(streamIdentifier('new'));
      options.setNoStream(new Empty());
      const header = new AppendReq();
      header.setOptions(options);
      const halves = new UUID.Structured();
      halves.setMostSignificantBits('1');
      halves.setLeastSignificantBits('-1');
      const id = new UUID();
      id.setStructured(halves);
      const proposed = new AppendReq.ProposedMessage();
      proposed.setId(id);
      for (const [name, value] of Object.entries(properties)) proposed.getMetadataMap().set(name, value);
      const event = new AppendReq();
      event.setProposedMessage(proposed);
      call.write(header);
      call.write(event);
      call.end();
    });
  expect(await append({ 'content-type': 'application/json' })).toMatchObject({
    details: "Required Metadata Property 'type' is missing",
  });
  await append({ type: 'Numbered', 'content-type': 'application/octet-stream' });
  const [stored] = await all(client.readStream('new'));
  expect(stored?.event?.id).toBe('00000000-0000-0001-ffff-ffffffffffff');
  streams.close();
});
