import { type AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { type Request, type Response } from 'express';
import { RequestsInFlight } from './requests-in-flight';

/** A server whose answers are given when the test says so. */
async function serving() {
  const inFlight = new RequestsInFlight();
  const answers: (() => void)[] = [];
  let onRequest = () => undefined as void;
  const server = createServer((request, response) =>
    inFlight.watch(request as Request, response as Response, () => {
      answers.push(() => response.end('done'));
      onRequest();
    }),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = () => {
    const arrived = new Promise<void>((resolve) => (onRequest = resolve));
    const answer = fetch(address).then((response) => response.text());
    return { arrived, answer };
  };
  return { inFlight, server, answers, asked, address };
}

describe('停止时', () => {
  it('正在办理的先答完；不再接新的', async () => {
    const { inFlight, server, answers, asked, address } = await serving();
    const { arrived, answer } = asked();
    await arrived;
    let isDrained = false;
    const drained = inFlight.drain(server).then(() => (isDrained = true));
    await expect(fetch(address)).rejects.toThrow();
    expect(isDrained).toBe(false);
    answers[0]!();
    expect(await answer).toBe('done');
    await drained;
  });

  it('没有正在办理的，立即停止', async () => {
    const { inFlight, server } = await serving();
    await inFlight.drain(server);
  });

  it('等候有时限', async () => {
    const { inFlight, server, asked } = await serving();
    const { arrived, answer } = asked();
    await arrived;
    await inFlight.drain(server, 20);
    server.closeAllConnections();
    await expect(answer).rejects.toThrow();
  });
});
