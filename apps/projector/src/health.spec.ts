import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { freePort } from '@yujue/application/testing';
import { serveHealth } from './health';

type Look = Parameters<typeof serveHealth>[0];

const host = '127.0.0.1';
const level = () => Promise.resolve({ error: null, stopped: [], logBreak: null, reopened: 0, events: 7 });

/** What a supervisor hears at a path. */
async function asked(path: string, look: Look): Promise<{ status: number; body: unknown }> {
  const healthPort = await freePort();
  const server = await serveHealth(look, { healthPort, host });
  const response = await fetch(`http://${host}:${healthPort}${path}`);
  server?.close();
  return { status: response.status, body: await response.json() };
}

describe('投影进程的健康', () => {
  it('能投影时就绪，并说投影到哪里', async () =>
    expect(await asked('/health/ready', level)).toMatchObject({
      status: 200,
      body: { status: 'up', projection: { events: 7 } },
    }));

  it('投影停下时未就绪，并说原因', async () => {
    const stopped: Look = async () => ({ ...(await level()), error: '投影停在位置 7 之前' });
    expect(await asked('/health/ready', stopped)).toEqual({
      status: 503,
      body: { status: 'down', reason: '投影停在位置 7 之前' },
    });
  });

  it('事件库回到较早的时刻时未就绪，并说到哪里', async () => {
    const wentBack: Look = async () => ({ ...(await level()), logBreak: '事件库回到了较早的时刻' });
    expect(await asked('/health/ready', wentBack)).toEqual({
      status: 503,
      body: { status: 'down', reason: '事件库回到了较早的时刻' },
    });
  });

  it('个别事件流停住时仍就绪，并列出', async () => {
    const stream = { stream: 'budget-310002-2020' } as never;
    const degraded: Look = async () => ({ ...(await level()), stopped: [stream] });
    expect(await asked('/health/ready', degraded)).toMatchObject({
      status: 200,
      body: { status: 'degraded', projection: { stopped: [{ stream: 'budget-310002-2020' }] } },
    });
  });

  it('数据库不通时未就绪，但进程仍在', async () => {
    const gone: Look = () => Promise.reject(new Error('ECONNREFUSED'));
    expect((await asked('/health/ready', gone)).status).toBe(503);
    expect((await asked('/health/live', gone)).status).toBe(200);
  });

  it('接受不了新连接时，进程不结束，照常应答', async () => {
    const server = await serveHealth(level, { healthPort: await freePort(), host });
    server!.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
    const { port } = server!.address() as AddressInfo;
    expect((await fetch(`http://${host}:${port}/health/live`)).status).toBe(200);
    server!.close();
  });

  it('没有设 HEALTH_PORT 时不占端口', async () =>
    expect(await serveHealth(level, { healthPort: undefined, host })).toBeUndefined());

  it('端口被占用时以一句话说明', async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await expect(serveHealth(level, { healthPort: port, host })).rejects.toThrow(
      `HEALTH_PORT ${port} 不能使用（EADDRINUSE），请换一个端口，并核对 HOST。`,
    );
    taken.close();
  });
});
