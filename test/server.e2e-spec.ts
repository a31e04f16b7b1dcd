import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '@yujue/application';
import { freePort } from '@yujue/database/testing';
import { failOnUnhandled } from './support/yujue';

const MAIN = join(projectRoot(), 'dist/apps/api/src/main.js');
const folders: string[] = [];

interface Server {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves when the address is printed, with it; rejects when the program ends before. */
  readonly address: Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(environment: Record<string, string>): Server {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, DATABASE_URL: '', ...environment } });
  let said = '';
  const ended = once(child, 'exit').then(([code]) => {
    failOnUnhandled(said);
    return code as number | null;
  });
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /预决已启动：(http:\S+?)（/.exec(said);
      if (found) resolve(found[1]!);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    ended.then(() => reject(new Error(`The server ended: ${said}`)), reject);
  });
  address.catch(() => undefined);
  return { child, output: () => said, address, ended };
}

const temporaryHome = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yujue-server-'));
  folders.push(folder);
  return join(folder, 'home');
};

const total = async (address: string): Promise<string> => {
  const response = await fetch(`${address}/api/v1/departments/gz-ybj/years/2020/reports/gz-2020-final?table=3`);
  const { tables } = (await response.json()) as { tables: { rows: { values: string[] }[] }[] };
  return tables[0]!.rows[0]!.values[0]!;
};

describe('npm start', () => {
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it('首次启动装载示例年度并打印执行摘要；被杀死后再启动，数据都在，不报异常；Ctrl-C 干净停止', async () => {
    const environment = { YUJUE_HOME: temporaryHome(), PORT: String(await freePort()) };
    const first = start(environment);
    expect(await total(await first.address)).toBe('742037.07');
    expect(first.output()).toContain('742,037.07');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start(environment);
    expect(await total(await second.address)).toBe('742037.07');
    expect(second.output()).not.toMatch(/error|Error|失败|异常|装载/);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('已停止，数据已保存。');
  });

  it('首次装载途中被杀死，再启动即装载完整', async () => {
    const environment = { YUJUE_HOME: temporaryHome(), PORT: String(await freePort()) };
    const first = start(environment);
    while (!first.output().includes('正在装载')) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 700));
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start(environment);
    expect(await total(await second.address)).toBe('742037.07');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('停止时，正在办理的请求先答完，业务确已登记；不再接新的', async () => {
    const environment = { YUJUE_HOME: temporaryHome(), PORT: String(await freePort()), NODE_ENV: 'production' };
    const server = start(environment);
    const address = await server.address;
    const opening = JSON.stringify({
      unit: { code: '900001', name: '示例中心', kind: '事业' },
      department: { code: 'small', name: '示例局' },
      fiscalYear: 2020,
      occurredOn: '2020-01-01',
    });
    const asked = request(`${address}/api/v1/units/900001/years/2020/commands/openFiscalYear`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(opening),
        Expect: '100-continue',
      },
    });
    asked.flushHeaders();
    // The server has the request, and waits for its body.
    await once(asked, 'continue');
    server.child.kill('SIGTERM');
    while (!server.output().includes('正在停止')) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
    asked.end(opening);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, JSON.parse(await text(answer))]).toEqual([
      200,
      expect.objectContaining({ revision: 0 }),
    ]);
    expect(await server.ended).toBe(0);
    expect(server.output()).toContain('已停止，数据已保存。');
  });

  describe('不能启动时，只说一句话', () => {
    const sentence = async (environment: Record<string, string>): Promise<string> => {
      const server = start(environment);
      expect(await server.ended).toBe(1);
      return server.output().trim();
    };

    it('端口被占用', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      const said = await sentence({ YUJUE_HOME: temporaryHome(), PORT: String(port) });
      taken.close();
      expect(said.split('\n').at(-1)).toBe(`端口 ${port} 已被占用，请换一个端口启动，例如 PORT=3001 npm start。`);
      expect(said).not.toContain('装载');
    });

    it('PORT 不是端口', async () => expect(await sentence({ PORT: 'abc' })).toBe('PORT 应为 1–65535 的整数。'));

    it('数据文件夹不能写', async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'yujue-server-')), 'file');
      writeFileSync(file, '');
      const said = await sentence({ YUJUE_HOME: join(file, 'home') });
      expect(said).toMatch(/^[^\n]*。$/);
      expect(said).toContain(file);
    });

    it.each([
      ['写法不对', 'mysql://x'],
      ['没有这台服务器', 'postgres://u:secret@127.0.0.1:1/x'],
    ])('DATABASE_URL %s', async (_name, url) => {
      const said = await sentence({ DATABASE_URL: url });
      expect(said).toMatch(/^[^\n]*。$/);
      expect(said).not.toContain('secret');
    });

    it('EVENT_STORE_URL 写法不对', async () => {
      const said = await sentence({ EVENT_STORE_URL: 'http://admin:secret@localhost:2113' });
      expect(said).toMatch(/^EVENT_STORE_URL 应以 esdb:\/\/[^\n]*。$/);
      expect(said).not.toContain('secret');
    });
  });
});
