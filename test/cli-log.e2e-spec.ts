import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@yujue/database';
import { type TemporaryHome, temporaryHome } from '@yujue/database/testing';
import { rewriteEvent } from '@yujue/event-store/testing';
import { Client } from 'pg';
import { PUBLISHED, type ReportTable, withoutNotes } from './support/published';
import { SAMPLE, SAMPLE_YEAR, finished, startYujue, yujue, yujueJson } from './support/yujue';

const REPORT = ['report', 'gz-2020-final', ...SAMPLE_YEAR] as const;

let home: TemporaryHome;
let other: TemporaryHome;
let files: string;

beforeAll(async () => {
  [home, other] = [await temporaryHome(), await temporaryHome()];
  files = await mkdtemp(join(tmpdir(), 'yujue-files-'));
});

afterAll(async () => {
  await home.remove();
  await other.remove();
  await rm(files, { recursive: true });
});

/** The report's tables equal the published document. */
async function expectPublished({ path }: TemporaryHome): Promise<void> {
  const { tables } = await yujueJson<{ tables: ReportTable[] }>(path, ...REPORT);
  expect(withoutNotes(tables)).toEqual(PUBLISHED);
}

/** How many events the log holds. */
async function eventsIn({ path }: TemporaryHome): Promise<number> {
  const { stdout } = await yujue(path, 'export');
  return (stdout.match(/"recordedAt"/g) ?? []).length;
}

/** Changes the data behind the program's back. */
async function tamper({ path }: TemporaryHome, change: (sql: Client) => Promise<unknown>): Promise<void> {
  const database = await openDatabase({ home: path });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await change(client);
  await client.end();
  await database.stop();
}

/** Runs it until it says something on stderr that matches, and then sends a signal. */
async function signalled(path: string, said: RegExp, signal: NodeJS.Signals, ...args: string[]) {
  const child = startYujue(path, ...args);
  const end = finished(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    if (said.test(stderr)) child.kill(signal);
  });
  return end;
}

describe('同一数据上的几个进程', () => {
  it('装载中被 kill -9：要么什么都没有，要么全部；再次装载即完整', async () => {
    const killed = await signalled(home.path, /^装载：/m, 'SIGKILL', 'load', SAMPLE);
    expect(killed.exitCode).not.toBe(1);
    const left = await eventsIn(home);
    expect(await yujue(home.path, 'load', SAMPLE)).toMatchObject({ exitCode: 0 });
    expect([0, await eventsIn(home)]).toContain(left);
    await expectPublished(home);
  });

  it('装载中按 Ctrl-C：什么都没有，或已全部装载', async () => {
    const interrupted = await signalled(other.path, /^装载：/m, 'SIGINT', 'load', SAMPLE);
    expect([130, 0]).toContain(interrupted.exitCode);
    expect([0, await eventsIn(home)]).toContain(await eventsIn(other));
    await other.remove();
    other = await temporaryHome();
  });

  it('两个进程同时装载一个新库，结果与装载一次相同', async () => {
    const both = await Promise.all([yujue(other.path, 'load', SAMPLE), yujue(other.path, 'load', SAMPLE)]);
    expect(both.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
      { exitCode: 0, stderr: expect.any(String) as string },
      { exitCode: 0, stderr: expect.any(String) as string },
    ]);
    await expectPublished(other);
    await other.remove();
    other = await temporaryHome();
  });

  it('两个进程同时出报表', async () => {
    const [first, second] = await Promise.all([yujue(home.path, ...REPORT), yujue(home.path, ...REPORT)]);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(second).toEqual(first);
  });

  it('最后一个进程结束后，内嵌数据库也已停止', async () => expect(await home.postmaster()).toBeUndefined());
});

describe('导出与导入', () => {
  it('导出，导入新库，再导出：逐字节相同', async () => {
    const out = join(files, '账目.ndjson');
    const { exitCode, stdout, stderr } = await yujue(home.path, 'export', '--out', out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(new RegExp(`已导出 [\\d,]+ 个事件，写入 ${out}。\n$`));
    expect(await yujue(other.path, 'import', out)).toMatchObject({ exitCode: 0 });
    const again = await yujue(other.path, 'export');
    expect(again.exitCode).toBe(0);
    expect(again.stdout === (await readFile(out, 'utf8'))).toBe(true);
    await expectPublished(other);
  });

  it('再次导入不重复', async () => {
    const { exitCode, stdout } = await yujue(other.path, 'import', join(files, '账目.ndjson'));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^已导入 0 个事件，另有 [\d,]+ 个此前已在库中。\n$/);
  });

  it('没有的文件：一句话，退出码 1', async () => {
    const missing = join(files, '没有.ndjson');
    expect(await yujue(other.path, 'import', missing)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `无法读取 ${missing}：文件或文件夹不存在。\n`,
    });
  });

  it('读者提前离开（| head）时安静结束', async () => {
    const child = startYujue(home.path, 'export');
    const closed = once(child, 'close');
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [exitCode] = (await closed) as [number | null];
    expect(exitCode).toBe(0);
    // Progress is printed; no error is.
    expect(stderr.replaceAll(/^导出：.*\n/gm, '')).toBe('');
  });

  it('Ctrl-C 停止等待中的导入，关闭数据库，退出码 130', async () => {
    const child = startYujue(other.path, 'import');
    const end = finished(child);
    while (!(await other.postmaster())) await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    expect(await end).toEqual({ exitCode: 130, stdout: '', stderr: '已中断。\n' });
    expect(await other.postmaster()).toBeUndefined();
  });
});

describe('核对与重建', () => {
  it('未改动的账目', async () => {
    const { exitCode, stdout } = await yujue(home.path, 'verify');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^已核对 [\d,]+ 个事件、[\d,]+ 条事件流，未发现改动。\n/);
  });

  it('重建的报表数据与现用的一致', async () => {
    const { exitCode, stdout } = await yujue(home.path, 'rebuild');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^已重建：[\d,]+ 个事件，与原数据完全一致。\n$/);
  });

  it('报表数据被改过：列出差异，换用重建的，退出码 1', async () => {
    await tamper(home, (sql) => sql.query(`UPDATE read_model.department_year SET title = '改过的标题'`));
    const { exitCode, stdout, stderr } = await yujue(home.path, 'rebuild');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^department_year \{.*原为 .*改过的标题.*重建为 .*广州市医疗保障局 2020 年度/);
    expect(stderr).toContain('与原数据有差异（列出 1 处）');
    expect(await yujue(home.path, 'rebuild')).toMatchObject({ exitCode: 0 });
  });

  it('一个事件被改过：指出是哪一个，退出码 1', async () => {
    await tamper(home, (sql) => rewriteEvent(sql, { position: 1000 }, { data: {} }));
    const { exitCode, stdout, stderr } = await yujue(home.path, 'verify');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/账目被改动过。事件流 \S+ 第 \d+ 号事件（位置 0*1000）/);
  });
});
