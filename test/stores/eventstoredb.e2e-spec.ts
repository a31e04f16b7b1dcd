import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStoreServer } from '../eventstoredb-server';
import { PUBLISHED, type ReportTable, withoutNotes } from '../support/published';
import { type Place, SAMPLE, SAMPLE_YEAR, finished, startYujue, yujue, yujueJson } from '../support/yujue';
import { startProtocolServer } from './eventstoredb-fixture';

const REPORT = ['report', 'gz-2020-final', ...SAMPLE_YEAR] as const;

describe('命令行，事件在 EventStoreDB 中', () => {
  let server: EventStoreServer;
  let drop: () => Promise<void>;
  let home: string;
  let there: Place;
  beforeAll(async () => {
    ({ server, drop } = await startProtocolServer({ tls: true, users: { yujue: 'a-secret' } }));
    home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
    there = { home, eventStoreUrl: server.url };
  });
  afterAll(async () => {
    await drop();
    rmSync(home, { recursive: true, force: true });
  });

  const tables = async (place: string | Place) =>
    withoutNotes((await yujueJson<{ tables: ReportTable[] }>(place, ...REPORT)).tables);

  it('从内嵌库搬来：导出、导入（途中被杀一次）、报表自动换用新库', async () => {
    const file = join(home, '账目.ndjson');
    await yujue(home, 'load', SAMPLE);
    expect((await yujue(home, 'export', '--out', file)).exitCode).toBe(0);

    const killed = startYujue(there, 'import', file);
    const end = finished(killed);
    killed.stderr?.once('data', () => killed.kill('SIGKILL'));
    await end;
    const { exitCode, stdout } = await yujue(there, 'import', file);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^已导入 [\d,]+ 个事件/) });
    expect(await tables(there)).toEqual(PUBLISHED);
    expect((await yujue(there, 'export')).stdout === readFileSync(file, 'utf8')).toBe(true);
  });

  it('状态写明事件库所在，不写密码', async () => {
    const { stdout } = await yujue(there, 'status');
    expect(stdout).toContain(`事件库：esdb://yujue@127.0.0.1:${server.port}`);
    expect(stdout).toContain('与账目一致');
    expect(stdout).not.toContain('a-secret');
  });

  it('忘了设置 EVENT_STORE_URL：不出错误的报表，说明怎么办；设置好即恢复', async () => {
    const { exitCode, stderr } = await yujue(home, ...REPORT);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('如果只是没有设置（或多设置了）EVENT_STORE_URL，请改正后重试');
    expect(await tables(there)).toEqual(PUBLISHED);
  });

  it('导出的文件与账目核对相符', async () => {
    const file = join(home, '决算.xlsx');
    expect((await yujue(there, ...REPORT, '--format', 'xlsx', '--out', file)).exitCode).toBe(0);
    expect(await yujue(there, 'verify', '--file', file)).toMatchObject({ exitCode: 0 });
  });

  it('连不上时一句话，退出码 1', async () => {
    const nowhere = { home, eventStoreUrl: 'esdb://127.0.0.1:1?tls=false' };
    const { exitCode, stdout, stderr } = await yujue(nowhere, ...REPORT);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^事件库暂时无法访问.*；请稍后重试。\n$/);
  });
});
