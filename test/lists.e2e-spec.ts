import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDataset } from './support/small-dataset';
import { startYujue, yujue, yujueJson } from './support/yujue';

interface Outcome {
  readonly rows: { readonly recorded: number; readonly fresh: number };
}

const WHOSE = ['--department', 'small', '--year', '2020'] as const;

describe('yujue list', () => {
  let home: string;
  let file: (name: string) => string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'yujue-list-'));
    file = (name) => join(home, name);
    await yujue(home, 'load', await writeDataset());
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('模板写出后原样预览、导入；第二次不作改动', async () => {
    const list = file('指标.xlsx');
    expect((await yujue(home, 'list', 'template', '指标', '--out', list, ...WHOSE)).exitCode).toBe(0);
    expect(readFileSync(list).subarray(0, 2).toString()).toBe('PK');
    const look = await yujue(home, 'list', 'preview', list, '--kind', '指标', ...WHOSE);
    expect([look.exitCode, look.stdout]).toEqual([
      0,
      expect.stringContaining('可以导入 2 行，合计 920,000.00 元；尚未写入。'),
    ]);
    expect(await yujueJson(home, 'list', 'load', list, '--kind', '指标', ...WHOSE)).toMatchObject({
      rows: { fresh: 2 },
    });
    const again = await yujue(home, 'list', 'load', list, '--kind', '指标', ...WHOSE);
    expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining('没有新的内容，未作任何改动。')]);
  });

  it('科目：写出该年科目，加一行放进数据目录，清单里就可以用；没有年度、写错种类都说明', async () => {
    const list = file('指标.csv');
    const head = '批复文号,批复日期,预算单位,资金性质,功能科目,经济科目,支出类型,年初预算数';
    writeFileSync(list, `${head}\n示财〔2020〕9号,2020-02-01,900001,一般公共预算,2109997,30201,公用经费,1`);
    const preview = () => yujue(home, 'list', 'preview', list, '--kind', '指标', ...WHOSE);
    expect(await preview()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('2109997 不在 2020 年科目表中'),
    });

    const own = file('科目-2020.csv');
    expect((await yujue(home, 'list', 'template', '科目', '--year', '2020', '--out', own)).exitCode).toBe(0);
    mkdirSync(join(home, 'catalogues'));
    writeFileSync(
      join(home, 'catalogues', '科目-2020.csv'),
      `${readFileSync(own, 'utf8')}2109997,本市自设科目,功能,,,\r\n`,
    );
    expect((await preview()).exitCode).toBe(0);
    rmSync(join(home, 'catalogues'), { recursive: true });

    const usage = await yujue(home, 'list', 'template', '科目', '--out', own);
    expect(usage).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('科目按年，请写明 --year。') });
  });

  it('导入途中被杀：要么什么都没有，要么已经全部登记；再导入一次即完整', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `K${index},2020-04-01,A2,1.00,示例公司`);
    writeFileSync(file('长清单.csv'), ['支付编号,日期,指标编号,金额（元）,收款人', ...rows].join('\n'));
    const asked = ['list', 'load', file('长清单.csv'), '--kind', '支付', ...WHOSE];
    for (const delayMs of [0, 60]) {
      const child = startYujue(home, ...asked);
      // The first line about recording comes with the first part of the list.
      for await (const chunk of child.stderr!) if (String(chunk).includes('登记')) break;
      await sleep(delayMs);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const { rows } = await yujueJson<Outcome>(home, 'list', 'preview', ...asked.slice(2));
      expect([0, 3_000]).toContain(rows.recorded);
    }
    await yujue(home, ...asked);
    expect(await yujueJson<Outcome>(home, ...asked)).toMatchObject({ rows: { recorded: 3_000, fresh: 0 } });
    expect((await yujue(home, 'verify')).exitCode).toBe(0);
  });

  it('有问题的文件：预览和导入都以 1 退出，问题逐行列出', async () => {
    writeFileSync(file('支付.csv'), '支付编号,日期,指标编号,拨付\nQ1,2020-04-01,A9,1.00\n');
    const asked = [file('支付.csv'), '--kind', '支付', ...WHOSE, '--map', '拨付=金额'];
    const look = await yujue(home, 'list', 'preview', ...asked);
    expect([look.exitCode, look.stdout]).toEqual([1, expect.stringContaining('支付.csv 第 2 行 C 列：没有指标 A9')]);
    const refused = await yujue(home, 'list', 'load', ...asked);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('文件有 1 处问题，未导入任何数据')]);
  });

  it('一行有几处问题：预览和导入都逐处列出', async () => {
    writeFileSync(file('支付.csv'), '支付编号,日期,指标编号,金额\nQ1,2021-04-01,A1,99999.00\n');
    const asked = [file('支付.csv'), '--kind', '支付', ...WHOSE];
    const wrong = [/第 2 行 B 列：业务日期 2021-04-01 不在 2020 年度内/, /第 2 行 D 列：指标 A1 可用额度 8,799\.50 元/];
    const { stdout } = await yujue(home, 'list', 'preview', ...asked);
    const { stderr } = await yujue(home, 'list', 'load', ...asked);
    for (const sentence of wrong) expect([stdout, stderr]).toEqual(Array(2).fill(expect.stringMatching(sentence)));
  });

  it('用法有误以 2 退出，没有的文件以 1 退出', async () => {
    expect((await yujue(home, 'list', 'preview', 'x.csv', '--kind', '别的', ...WHOSE)).exitCode).toBe(2);
    const missing = await yujue(home, 'list', 'preview', file('无.csv'), '--kind', '支付', ...WHOSE);
    expect([missing.exitCode, missing.stderr]).toEqual([1, expect.stringContaining('文件或文件夹不存在')]);
  });
});
