import { LoadList, PreviewList } from '@yujue/application';
import { listTemplate } from '@yujue/list-import';
import { RegisteringOffice, refusalOf } from './registering-office';

describe('由清单登记', () => {
  let office: RegisteringOffice;
  beforeEach(async () => {
    office = await RegisteringOffice.start();
  });
  afterEach(() => office.close());

  it.each(['项目', '单位', '科目'] as const)('%s 的模板可以原样导入，再导入不作改动', async (kind) => {
    const template = await listTemplate(kind, 'xlsx', { unit: '900001', year: 2020 });
    const asked = { ...office.question(kind, template), fileName: '模板.xlsx' };
    const seen = await office.application.queries.execute(new PreviewList(asked));
    expect(seen).toMatchObject({ faultsTotal: 0, amount: null, position: null });
    const loaded = await office.application.commands.execute(new LoadList(asked, '张会计'));
    expect(loaded.rows.fresh).toBe(seen.rows.fresh);
    expect(loaded.position).not.toBeNull();
    expect(await office.application.commands.execute(new LoadList(asked, '张会计'))).toMatchObject({
      position: null,
      rows: { fresh: 0 },
    });
  });

  it('一行有误，全表不登记；逐行指出', async () => {
    const { details } = await refusalOf(
      office.load(
        '单位',
        '单位编码,单位名称,单位性质',
        '900003,甲,事业',
        '900004,乙,企业',
        '900005,丙,',
        '900001,丁,事业',
      ),
    );
    expect(details).toEqual([
      '清单.csv 第 3 行 C 列：单位性质“企业”不认识，应为行政、参公、事业之一。',
      '清单.csv 第 4 行 C 列：单位 900005 是新单位，缺少单位性质，应为行政、参公、事业之一。',
      '清单.csv 第 5 行 C 列：单位 900001 已按行政单位开账，本年度不能改为事业。请核对。',
    ]);
    expect((await office.execution('unit')).map(([code]) => code)).toEqual([null, '900001', '900002']);
  });

  it('一行的问题一次说全，各在其列；别的行要用到它的，不说没有', async () => {
    const units = office.load('单位', '单位编码,单位名称,单位性质', '900003,,企业', `${'9'.repeat(61)},丙,`);
    expect((await refusalOf(units)).details).toEqual([
      '清单.csv 第 2 行 B 列：缺少单位名称，请填写。',
      '清单.csv 第 2 行 C 列：单位性质“企业”不认识，应为行政、参公、事业之一。',
      '清单.csv 第 3 行 A 列：单位编码 过长，至多 60 个字符。',
      expect.stringMatching(/^清单.csv 第 3 行 C 列：单位 9+ 是新单位，缺少单位性质/),
    ]);
    const codes = office.load(
      '科目',
      '科目种类,科目编码,科目名称,科目来源',
      '甲类,21A,,示财〔2020〕3号',
      `功能分类,21098,${'长'.repeat(501)},示财〔2020〕3号`,
      '功能分类,2109801,本市科目,示财〔2020〕3号',
    );
    expect((await refusalOf(codes)).details).toEqual([
      expect.stringMatching(/^清单.csv 第 2 行 A 列：科目种类 应为/),
      '清单.csv 第 2 行 B 列：科目编码 应为数字编码。',
      '清单.csv 第 2 行 C 列：缺少科目名称，请填写。',
      '清单.csv 第 3 行 C 列：科目名称 过长，至多 500 个字符。',
    ]);
    const projects = office.load(
      '项目',
      '项目编码,项目名称,上级项目编码,项目类别',
      `${'P'.repeat(100)}1,甲,,${'长'.repeat(501)}`,
      `P8,${'长'.repeat(501)},,`,
      'P9,丙,P8,',
    );
    expect((await refusalOf(projects)).details).toEqual([
      '清单.csv 第 2 行 A 列：项目编码 过长，至多 100 个字符。',
      '清单.csv 第 2 行 D 列：项目类别 过长，至多 500 个字符。',
      '清单.csv 第 3 行 B 列：项目名称 过长，至多 500 个字符。',
    ]);
  });

  it('更正名称，其余照旧；同一编码两行不同的拒绝', async () => {
    await office.load('项目', '项目编码,项目名称,项目类别,绩效目标', 'P7,甲,运行保障类,按时');
    const { sample } = await office.load('项目', '项目编码,项目名称', 'P7,乙');
    expect(sample[0]).toMatchObject({ state: '更正' });
    const { details } = await refusalOf(office.load('项目', '项目编码,项目名称', 'P8,甲', 'P8,乙'));
    expect(details).toEqual(['清单.csv 第 3 行：P8 在第 2 行已有，两行内容不同。请只留一行。']);
  });
});
