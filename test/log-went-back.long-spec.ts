import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TemporaryHome, temporaryHome } from '@yujue/database/testing';
import { SMALL_FILES, writeDataset } from './support/small-dataset';
import { startYujue, yujue, yujueJson } from './support/yujue';

const WENT_BACK = '事件库回到了较早的时刻';
const REPORT = ['report', 'gz-2020-final', '--department', 'small', '--year', '2020'] as const;

/** The small year and two more payments, each recorded by its own command. */
const MORE = {
  '支付.csv': `${SMALL_FILES['支付.csv']}Z4,P4,2020-04-01,A1,10.00,示例文具店,纸
Z5,P5,2020-04-02,A1,20.00,示例文具店,笔
`,
};

describe('内嵌数据库恢复到较早的备份', () => {
  let home: TemporaryHome;
  let files: string;

  beforeAll(async () => {
    home = await temporaryHome();
    files = mkdtempSync(join(tmpdir(), 'yujue-files-'));
  });
  afterAll(async () => {
    await home.remove();
    rmSync(files, { recursive: true, force: true });
  });

  const load = async (changes: Readonly<Record<string, string>> = {}) =>
    expect(await yujue(home.path, 'load', await writeDataset(changes))).toMatchObject({ exitCode: 0 });
  const status = async () => (await yujue(home.path, 'status')).stdout;

  it('进程和数据库被 kill -9，什么也不说', async () => {
    await load();
    const killed = startYujue(home.path, 'load', await writeDataset(MORE));
    killed.kill('SIGKILL');
    await home.killServer().catch(() => undefined);
    expect(await status()).not.toContain(WENT_BACK);
    expect((await yujue(home.path, ...REPORT)).stdout).not.toContain(WENT_BACK);
  });

  it('status 说从哪里到哪里、缺了哪些命令；报表带着说明；确认一次，记入账目，随账目导出、导入', async () => {
    const dataDir = await home.dataDir();
    const backup = join(files, 'backup');
    cpSync(dataDir, backup, { recursive: true, preserveTimestamps: true });
    await load(MORE);
    rmSync(dataDir, { recursive: true });
    cpSync(backup, dataDir, { recursive: true, preserveTimestamps: true });

    expect(await status()).toMatch(
      /事件库回到了较早的时刻.*\n.*没有的命令 \d+ 个.*\n.*budget-900001-2020 DisbursementMade/,
    );
    const report = await yujue(home.path, ...REPORT);
    expect(report).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`数据不全：${WENT_BACK}`) as string });

    expect(await yujue(home.path, 'status', '--acknowledge')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('已确认，并已记入账目。') as string,
    });
    expect(await status()).not.toContain(WENT_BACK);
    expect((await yujue(home.path, 'status', '--acknowledge')).stdout).toContain('没有要确认的');
    expect(await yujue(home.path, 'verify')).toMatchObject({ exitCode: 0 });
    await load(MORE);

    const exported = await yujue(home.path, 'export');
    expect(exported.stdout.match(/"LogBreakAcknowledged"/g)).toHaveLength(1);
    const file = join(files, '账目.ndjson');
    await writeFile(file, exported.stdout);
    const other = await temporaryHome();
    expect(await yujue(other.path, 'import', file)).toMatchObject({ exitCode: 0 });
    expect(await yujueJson(other.path, 'status')).toMatchObject({ logBreak: null, projection: { stopped: [] } });
    expect((await yujue(other.path, 'export')).stdout).toEqual(exported.stdout);
    await other.remove();
  });

  it('搬到另一个事件都相同的库，不误报', async () => {
    const file = join(files, '搬家.ndjson');
    await writeFile(file, (await yujue(home.path, 'export')).stdout);
    rmSync(await home.dataDir(), { recursive: true });
    const imported = await yujue(home.path, 'import', file);
    expect(imported).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining(WENT_BACK) as string });
    expect(await status()).not.toContain(WENT_BACK);
  });
});
