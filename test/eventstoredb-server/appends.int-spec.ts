import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, jsonEvent, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serve } from './test-clients';

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('%s', (_, batchAppend) => {
  const open = async (maxAppendBytes?: number) => connect((await serve({ batchAppend, maxAppendBytes })).url);

  it('counts revisions from 0 and gives back what was stored', async () => {
    const client = await open();
    const before = Date.now();
    const json = jsonEvent({ type: 'Paid', data: { amount: '12.50', 用途: '办公费' }, metadata: { actor: 'zhang' } });
    const binary = binaryEvent({ type: 'Scanned', data: Buffer.from([0, 255, 10]) });
    const result = await client.appendToStream('payments-1', [json, binary], { expectedRevision: NO_STREAM });
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 1n });

    const [first, second] = await all(client.readStream('payments-1'));
    const { id, type, data, metadata } = json;
    expect(first?.event).toMatchObject({
      id,
      type,
      data,
      metadata,
      streamId: 'payments-1',
      revision: 0n,
      isJson: true,
    });
    expect(second?.event).toMatchObject({ type: 'Scanned', revision: 1n, isJson: false, position: result.position });
    expect(Buffer.from(second?.event?.data as Uint8Array)).toEqual(Buffer.from([0, 255, 10]));
    const created = first!.event!.created.getTime();
    expect([created >= before, created <= Date.now()]).toEqual([true, true]);
  });

  it('refuses a wrong expectation and says what the stream is at', async () => {
    const client = await open();
    await client.appendToStream(
      's',
      range(3).map((number) => numbered(number)),
    );
    const conflict = (stream: string, expectedRevision: bigint | typeof NO_STREAM | typeof STREAM_EXISTS) =>
      client.appendToStream(stream, numbered(9), { expectedRevision });
    const refused = { type: 'wrong-expected-version' };

    await expect(conflict('s', NO_STREAM)).rejects.toMatchObject({
      ...refused,
      streamName: 's',
      expectedVersion: 'no_stream',
      actualVersion: 2n,
    });
    await expect(conflict('s', 1n)).rejects.toMatchObject({ ...refused, expectedVersion: 1n, actualVersion: 2n });
    await expect(conflict('s', 3n)).rejects.toMatchObject({ ...refused, expectedVersion: 3n, actualVersion: 2n });
    await expect(conflict('t', 0n)).rejects.toMatchObject({
      ...refused,
      expectedVersion: 0n,
      actualVersion: 'no_stream',
    });
    await expect(conflict('t', STREAM_EXISTS)).rejects.toMatchObject({
      ...refused,
      expectedVersion: 'stream_exists',
      actualVersion: 'no_stream',
    });
    expect(await numbersOf(client.readAll())).toEqual([0, 1, 2]);
  });

  it('stores an append that comes in several messages as one', async () => {
    const client = await open();
    const events = range(10).map((number) => numbered(number));
    await client.appendToStream('s', events, { expectedRevision: NO_STREAM, batchAppendSize: 200 });
    expect(await numbersOf(client.readStream('s'))).toEqual(range(10));
  });

  it('lets only one of two racers win', async () => {
    const client = await open();
    const races = range(20).map((number) =>
      client.appendToStream('s', numbered(number), { expectedRevision: NO_STREAM }).then(
        () => 'won',
        ({ type }: { type: string }) => type,
      ),
    );
    const outcomes = await Promise.all(races);
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'wrong-expected-version')).toHaveLength(19);
  });

  describe('when the same events come again', () => {
    const [a, b, c] = [numbered(1, randomUUID()), numbered(2, randomUUID()), numbered(3, randomUUID())];

    it('answers as at first when they stand directly after the expected revision', async () => {
      const client = await open();
      const first = await client.appendToStream('s', [a, b], { expectedRevision: NO_STREAM });
      await client.appendToStream('s', c, { expectedRevision: 1n });
      expect(await client.appendToStream('s', [a, b], { expectedRevision: NO_STREAM })).toEqual(first);
      expect(await client.appendToStream('s', b, { expectedRevision: 0n })).toEqual(first);
      expect(await numbersOf(client.readStream('s'))).toEqual([1, 2, 3]);
    });

    it.each([
      ['only some are the same', [a, numbered(9)], NO_STREAM],
      ['they are in another order', [b, a], NO_STREAM],
      ['there are more than before', [b, c, numbered(9)], 0n],
      ['they stand elsewhere in the stream', [c], NO_STREAM],
    ] as const)('refuses them when %s', async (__, events, expectedRevision) => {
      const client = await open();
      await client.appendToStream('s', [a, b, c]);
      const again = client.appendToStream('s', [...events], { expectedRevision });
      await expect(again).rejects.toMatchObject({ type: 'wrong-expected-version', actualVersion: 2n });
    });

    it('stores them once more when the stream is where the repeat expects it', async () => {
      const client = await open();
      await client.appendToStream('s', a, { expectedRevision: NO_STREAM });
      await client.appendToStream('s', a, { expectedRevision: 0n });
      expect(await numbersOf(client.readStream('s'))).toEqual([1, 1]);
    });

    it('recognises them anywhere in the stream, but in no other, when any revision is expected', async () => {
      const client = await open();
      await client.appendToStream('s', [a, b, c]);
      const again = await client.appendToStream('s', [b], { expectedRevision: ANY });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 1n });
      await client.appendToStream('t', [b], { expectedRevision: ANY });
      expect(await numbersOf(client.readAll())).toEqual([1, 2, 3, 2]);
    });
  });

  it('counts only the data of events against the maximum append size (observed on 23.10.8)', async () => {
    const client = await open(1000);
    // {"text":""} takes 11 bytes.
    const sized = (bytes: number) =>
      jsonEvent({
        type: 'Text'.repeat(500),
        data: { text: 'x'.repeat(bytes - 11) },
        metadata: { note: 'x'.repeat(5000) },
      });
    await expect(client.appendToStream('s', [sized(600), sized(401)])).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1000,
    });
    await expect(client.appendToStream('s', [sized(600), sized(400)])).resolves.toMatchObject({ success: true });
  });

  it('takes no more than 1 MiB unless told otherwise', async () => {
    const client = await open();
    const large = jsonEvent({ type: 'Text', data: { text: 'x'.repeat(1_048_576) } });
    await expect(client.appendToStream('s', large)).rejects.toMatchObject({ maxAppendSize: 1_048_576 });
  });
});
