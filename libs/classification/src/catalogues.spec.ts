import { type Catalogue } from './catalogue';
import { GZ_2021_TABLE_9, total, wan } from './testing/gz-2021-table-9';
import { loadCatalogue } from './testing/load-catalogue';

const YEARS = [2020, 2021, 2023, 2025, 2026] as const;

const childless = (tree: Catalogue['functions']) =>
  tree.entries.filter(({ code }) => !tree.isLeaf(code) && tree.children(code).length === 0);

// That every code has its parent, and every code in a rule is listed, is proved by the files being accepted at all.
describe.each(YEARS)('%i 年科目文件', (year) => {
  const catalogue = loadCatalogue(year);

  it('可以载入，年度与文件名一致', () => expect(catalogue.year).toBe(year));

  it('每一支都列到末级；只有单印名称的功能分类类级科目例外', () => {
    expect(childless(catalogue.functions).filter(({ code }) => code.length > 3)).toEqual([]);
    expect(childless(catalogue.economic)).toEqual([]);
    expect(childless(catalogue.government)).toEqual([]);
  });

  it('三公经费的科目都是末级科目', () => {
    const codes = catalogue.sangong.items.flatMap(({ economicCodes }) => economicCodes);
    expect(codes.toSorted()).toEqual(['30212', '30217', '30231', '30913', '31013']);
    expect(codes.filter((code) => !catalogue.economic.isLeaf(code))).toEqual([]);
  });
});

it('同一科目在各年文件中名称相同', () => {
  const spellings = new Map<string, Set<string>>();
  for (const { functions, economic, government } of YEARS.map(loadCatalogue)) {
    for (const { code, name } of [...functions.entries, ...economic.entries, ...government.entries]) {
      // The documents differ in the width of brackets only: 因公出国(境)费用 in 2020, 因公出国（境）费用 later.
      const spelling = name.replaceAll('（', '(').replaceAll('）', ')');
      spellings.set(code, (spellings.get(code) ?? new Set()).add(spelling));
    }
  }
  expect([...spellings].filter(([, names]) => names.size > 1)).toEqual([]);
});

describe('2020 年广州市医疗保障局', () => {
  const catalogue = loadCatalogue(2020);

  it('表1、表4 的 26 个类', () =>
    expect(catalogue.functions.children().map(({ code }) => Number(code))).toEqual([
      201, 202, 203, 204, 205, 206, 207, 208, 210, 211, 212, 213, 214, 215, 216, 217, 219, 220, 221, 222, 223, 224, 229,
      231, 232, 234,
    ]));

  it('表10 的非税收入科目分三级', () => {
    expect(catalogue.nonTax.children()).toHaveLength(9);
    expect(catalogue.nonTax.descendants('06').map(({ name }) => name)).toEqual([
      '利息收入',
      '其他利息收入',
      '非经营性国有资产收入',
      '事业单位国有资产处置收入',
    ]);
    expect(catalogue.nonTax.ancestors('060201').map(({ name }) => name)).toEqual([
      '国有资源(资产)有偿使用收入',
      '非经营性国有资产收入',
    ]);
  });

  it('表6 没有而项目支出用到的科目，注明来自 2023 年文件', () =>
    expect(catalogue.economic.find('31302')).toMatchObject({
      name: '对社会保险基金补助',
      source: '深圳市医疗保险基金管理中心 2023 年部门预算',
    }));

  it('三公经费按表7 的次序；购置车辆也可列在基本建设', () => {
    expect(catalogue.sangong.items.map(({ name }) => name)).toEqual([
      '因公出国(境)费',
      '公务用车购置费',
      '公务用车运行费',
      '公务接待费',
    ]);
    expect(catalogue.sangongItemOf('30913')?.name).toBe('公务用车购置费');
    expect(catalogue.isSangong('30217')).toBe(true);
    expect(catalogue.isSangong('30239')).toBe(false);
  });
});

describe('2021 年广州市医疗保险服务中心：表9 两套经济分类的对照', () => {
  const catalogue = loadCatalogue(2021);

  it.each([
    ['501', '15574.20'],
    ['502', '1603.14'],
    ['503', '26.00'],
    ['509', '590.36'],
  ])('政府预算科目 %s 合计 %s', (governmentClass, printed) => {
    const rows = GZ_2021_TABLE_9.filter(({ economicCode }) =>
      catalogue.governmentCodeOf(economicCode, '参公')?.startsWith(governmentClass),
    );
    expect(total(rows.map(({ amount }) => amount))).toBe(wan(printed));
  });

  it('类与类也对照', () => expect(catalogue.governmentCodeOf('303', '行政')).toBe('509'));

  it('事业单位的对照没有印', () => expect(catalogue.governmentCodeOf('30201', '事业')).toBeUndefined());

  it('2020 年借用同一对照，并注明来源', () => {
    const borrowed = loadCatalogue(2020);
    expect(borrowed.governmentCodeOf('30217', '行政')).toBe('50206');
    expect(borrowed.government.find('50206')?.source).toBe('广州市医疗保险服务中心 2021 年部门预算');
  });
});

describe('2023 年深圳市医疗保险基金管理中心', () => {
  const { functions } = loadCatalogue(2023);

  it('21011 只印到款，款本身可以记账', () => {
    expect(functions.find('21011')).toMatchObject({ name: '行政事业单位医疗', notItemised: true });
    expect(functions.isLeaf('21011')).toBe(true);
  });
});
