import { CatalogueError } from './catalogue-error';
import { parseCatalogue } from './parse-catalogue';

/** The smallest catalogue that holds together, as it would come out of a YAML file. */
const smallFile = {
  year: 2021,
  source: 'budget',
  sources: { budget: '某中心 2021 年部门预算' },
  functions: [
    { code: '210', name: '卫生健康支出' },
    { code: '21015', name: '医疗保障管理事务' },
    { code: '2101501', name: '行政运行' },
  ],
  economic: [
    { code: '302', name: '商品和服务支出' },
    { code: '30217', name: '公务接待费' },
  ],
  government: [
    { code: '502', name: '机关商品和服务支出' },
    { code: '50206', name: '公务接待费' },
  ],
  governmentEconomic: [{ source: 'budget', unitKinds: ['行政', '参公'], from: { '50206': ['30217'] } }],
  sangong: { fundNatures: ['一般公共预算'], items: [{ name: '公务接待费', economicCodes: ['30217'] }] },
};

function problemsOf(data: unknown): string[] {
  try {
    parseCatalogue(data);
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems.map(({ path, message }) => `${path}：${message}`);
    throw error;
  }
  return [];
}

const withFunction = (...added: object[]) => ({ ...smallFile, functions: [...smallFile.functions, ...added] });

describe('载入科目文件', () => {
  it('来源写成文件的名称', () => {
    const catalogue = parseCatalogue(smallFile);
    expect(catalogue.source).toBe('某中心 2021 年部门预算');
    expect(catalogue.functions.find('2101501')).toEqual({
      code: '2101501',
      name: '行政运行',
      source: '某中心 2021 年部门预算',
      confidence: 'confirmed',
      notItemised: false,
    });
  });

  it('没有写的部分为空', () => {
    const catalogue = parseCatalogue(smallFile);
    expect(catalogue.nonTax.entries).toEqual([]);
    expect(catalogue.operatingCostRule('机关运行经费')).toBeUndefined();
  });

  it('对照只用于所列性质的单位，各款都对应同一类时类也对应', () => {
    const catalogue = parseCatalogue(smallFile);
    expect(catalogue.governmentCodeOf('30217', '参公')).toBe('50206');
    expect(catalogue.governmentCodeOf('30217', '事业')).toBeUndefined();
    expect(catalogue.governmentCodeOf('302', '参公')).toBe('502');
    expect(catalogue.governmentCodeOf('302', '事业')).toBeUndefined();
  });
});

describe('拒绝有错的科目文件，并指出位置', () => {
  it('一次列出全部错误，并说明怎么办', () =>
    expect(() => parseCatalogue(withFunction({ code: '21013', name: '' }, { code: '2101301' }))).toThrow(
      '科目文件有 2 处错误：functions 第 4 条 name：不能为空；functions 第 5 条 name：必须填写文字。请改正后重新载入。',
    ));

  it.each([
    ['不是对象', 'abc', /^整个文件：/],
    [
      '代码没有写成文本',
      withFunction({ code: 21013, name: '医疗救助' }),
      /^functions 第 4 条 code：代码必须写成带引号的/,
    ],
    ['写错的键', withFunction({ code: '21013', name: '医疗救助', nane: '医疗' }), /^functions 第 4 条：.*nane/],
    [
      '不存在的单位性质',
      { ...smallFile, governmentEconomic: [{ source: 'budget', unitKinds: ['国企'], from: {} }] },
      /^governmentEconomic 第 1 条 unitKinds 第 1 条：/,
    ],
    [
      '缺少上级',
      withFunction({ code: '2101301', name: '城乡医疗救助' }),
      /^functions 第 4 条：科目 2101301 缺少上级科目 21013$/,
    ],
    [
      '位数不对',
      withFunction({ code: '2101', name: '医疗' }),
      /^functions 第 4 条：科目 2101 有 4 位，应为 3、5、7 位$/,
    ],
    ['重复', withFunction({ code: '210', name: '卫生健康支出' }), /^functions 第 4 条：科目 210 重复$/],
    [
      '未列项却有下级',
      withFunction({ code: '21013', name: '医疗救助', notItemised: true }, { code: '2101301', name: '城乡医疗救助' }),
      /^functions 第 4 条：科目 21013 标了 notItemised/,
    ],
    [
      '来源未说明',
      withFunction({ code: '21013', name: '医疗救助', source: 'x' }),
      /^functions 第 4 条 source：来源 x 没有列在 sources 中$/,
    ],
    [
      '三公口径中的科目未列',
      {
        ...smallFile,
        sangong: { ...smallFile.sangong, items: [{ name: '公务用车购置费', economicCodes: ['31013'] }] },
      },
      /^sangong items 第 1 条：科目 31013 没有列在 economic 中$/,
    ],
    [
      '对照中的科目未列',
      { ...smallFile, government: [] },
      /^governmentEconomic 第 1 条：科目 50206 没有列在 government 中$/,
    ],
    [
      '一个部门科目对应两个政府科目',
      {
        ...smallFile,
        governmentEconomic: [{ source: 'budget', unitKinds: ['参公'], from: { '50206': ['30217'], '502': ['30217'] } }],
      },
      /^governmentEconomic 第 1 条 50206：参公单位的科目 30217 已对应 502，不能再对应 50206$/,
    ],
  ])('%s', (_, data, expected) => {
    const problems = problemsOf(data);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });
});
