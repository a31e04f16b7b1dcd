import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedPackages } from './support/loaded-packages';
import { SAMPLE_YEAR, yujueIn } from './support/yujue';

/** What takes long to load, by the first part of the package's name. */
const HEAVY = ['@nestjs', 'rxjs', 'typeorm', 'pg', '@grpc', '@eventstore', '@protobi', 'docx', 'highs', 'zod', 'yaml'];

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'yujue-start-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const heavyPackagesOf = (...args: string[]) => loadedPackages(HEAVY, folder, {}, ...args);

/** Independent of the machine: what a command loads decides how fast it starts. */
describe('命令只载入它要用的', () => {
  it.each([
    ['--help', ['--help'], 0],
    ['--version', ['--version'], 0],
    ['不写命令', [], 0],
    ['命令的用法', ['help', 'report'], 0],
    ['补全', ['completion', 'bash'], 0],
    ['命令写错', ['reprot'], 2],
    ['取值写错', ['report', 'gz-2020-final', ...SAMPLE_YEAR, '--format', 'pdf'], 2],
    ['清单种类写错', ['list', 'template', '收入', '--out', '收入.csv'], 2],
  ])('%s：一个也不载入', async (_what, args, exitCode) =>
    expect(await heavyPackagesOf(...args)).toEqual({ exitCode, loaded: [] }),
  );

  it.each([
    ['CSV 模板', ['list', 'template', '支付', '--out', '支付.csv'], ['zod', 'yaml']],
    ['Excel 模板', ['list', 'template', '支付', '--out', '支付.xlsx'], ['@protobi', 'zod', 'yaml']],
    ['科目', ['list', 'template', '科目', '--year', '2026', '--out', '科目.csv'], ['zod', 'yaml']],
  ])('%s：不载入框架和数据库', async (_what, args, heavy) =>
    expect(await heavyPackagesOf(...args)).toEqual({ exitCode: 0, loaded: heavy }),
  );
});

describe('在没有账目的文件夹', () => {
  const here = () => mkdtempSync(join(folder, 'elsewhere-'));

  it.each([
    ['status', ['status', '--format', 'json']],
    ['report', ['report', 'gz-2020-final', ...SAMPLE_YEAR]],
    ['verify', ['verify']],
    ['export', ['export']],
    ['rebuild', ['rebuild']],
  ])('%s 拒绝，写明数据应在何处、怎么办，不新建数据库', async (_what, args) => {
    const place = here();
    const { exitCode, stdout, stderr } = await yujueIn(place, {}, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`数据应在 ${join(place, '.yujue')}`);
    expect(stderr).toContain('yujue load <文件夹>');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(place)).toEqual([]);
  });

  it('load 写错了文件夹时不新建数据库', async () => {
    const place = here();
    const { exitCode, stderr } = await yujueIn(place, {}, 'load', '没有的文件夹');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('不是数据集文件夹：缺少 dataset.yaml。') as string,
    });
    expect(existsSync(join(place, '.yujue'))).toBe(false);
  });
});
