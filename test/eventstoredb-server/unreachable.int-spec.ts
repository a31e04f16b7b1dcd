import { NO_STREAM } from '@eventstore/db-client';
import { all, connect, numbered, numbersOf, range, serve } from './test-clients';

const rejectionOf = (call: Promise<unknown>): Promise<Error & { type?: string }> =>
  call.then(
    () => Promise.reject(new Error('It was answered.')),
    (error: Error) => error,
  );

describe('a server that was killed (observed on 23.10.8)', () => {
  it('gives an error without a type of the client, once the client asks for the features of the server', async () => {
    const server = await serve();
    const client = connect(server.url);
    await client.appendToStream('s', numbered(0));
    await server.kill();
    // The first failure, of this append or of the call that all appends share, has a type.
    await rejectionOf(client.appendToStream('s', numbered(1)));
    const { type, message } = await rejectionOf(client.appendToStream('s', numbered(1)));
    expect(type).toBeUndefined();
    expect(message).toMatch(/^14 UNAVAILABLE: No connection established\. Last error: /);
  });

  it('drops the connection in the middle of a read', async () => {
    const server = await serve();
    const client = connect(server.url);
    await client.appendToStream(
      's',
      range(20_000).map((number) => numbered(number)),
      { batchAppendSize: 100_000 },
    );
    const events = client.readStream('s', {}, { highWaterMark: 1 });
    const read = async (): Promise<void> => {
      let seen = 0;
      for await (const _ of events) if ((seen += 1) === 10) await server.kill();
    };
    expect((await rejectionOf(read())).message).toMatch(/^14 UNAVAILABLE: Connection dropped/);
  });
});

describe.each([
  ['BatchAppend', true],
  ['Append', false],
])('a node that starts, asked by %s', (_, batchAppend) => {
  it('is not ready for writes and reads (observed on 23.10.8)', async () => {
    const server = await serve({ batchAppend });
    const client = connect(server.url);
    await client.appendToStream('s', numbered(0));
    server.starting(true);
    const append = () => client.appendToStream('s', numbered(1), { expectedRevision: 0n });
    const unavailable = { type: 'unavailable', message: '14 UNAVAILABLE: Server Is Not Ready' };
    const inBatch = { type: 'unknown', message: 'Could not recognize Server Is Not Ready' };
    await expect(append()).rejects.toMatchObject(batchAppend ? inBatch : unavailable);
    await expect(all(client.readStream('s'))).rejects.toMatchObject(unavailable);
    await expect(all(client.readAll({ maxCount: 1 }))).rejects.toMatchObject(unavailable);
    await expect(client.deleteStream('s')).rejects.toMatchObject(unavailable);
    const subscription = client.subscribeToAll();
    const ended = new Promise((resolve) => subscription.on('error', resolve).resume());
    expect(await ended).toMatchObject(unavailable);

    server.starting(false);
    await append();
    expect(await numbersOf(client.readStream('s'))).toEqual([0, 1]);
  });

  it('is not chosen by a client that looks for a leader', async () => {
    const server = await serve({ batchAppend });
    server.starting(true);
    const client = connect(server.discoverUrl);
    const append = client.appendToStream('s', numbered(0), { expectedRevision: NO_STREAM });
    await expect(append).rejects.toThrow('Failed to discover after 10 attempts.');
  });
});
