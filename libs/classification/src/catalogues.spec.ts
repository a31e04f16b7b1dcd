import { printedCodes } from './testing/printed-codes';
import { GZ_2021_TABLE_9, total, wan } from './testing/gz-2021-table-9';
import { loadCatalogue } from './testing/load-catalogue';

const YEARS = [2020, 2021, 2023, 2025, 2026] as const;

/** The codes that the five documents print, out of their fixtures. */
const PRINTED_IN = Object.fromEntries(YEARS.map((year) => [year, printedCodes(year)])) as Record<
  (typeof YEARS)[number],
  Record<'functions' | 'economic' | 'government', string[]>
>;

describe.each(YEARS)('%i 年科目表', (year) => {
  const catalogue = loadCatalogue(year);

  it('年度与文件名一致', () => expect(catalogue.year).toBe(year));

  it('三公经费的科目都是末级科目', () => {
    const codes = catalogue.sangong.items.flatMap(({ economicCodes }) => economicCodes);
    expect(codes.toSorted()).toEqual(['30212', '30217', '30231', '30913', '31013']);
    expect(codes.filter((code) => !catalogue.economic.isLeaf(code))).toEqual([]);
  });

  it('机关运行经费口径中的科目都在表中', () => {
    const codes = catalogue.allOperatingCostRules.flatMap(({ parts }) => parts.flatMap((part) => part.economicCodes));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !catalogue.economic.find(code))).toEqual([]);
  });

  it.each(['functions', 'economic', 'government'] as const)('本年文件印出的 %s 科目都认识', (list) => {
    const printed = PRINTED_IN[year][list];
    if (list === 'functions') expect(printed.length).toBeGreaterThan(20);
    const unknown = printed.filter((code) => !catalogue[list].find(code));
    expect(unknown).toEqual([]);
  });
});

describe('2020 年广州市医疗保障局', () => {
  const catalogue = loadCatalogue(2020);

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

  it('名称按本年文件印出的写法，括号的宽度在内', () =>
    expect(['30212', '30213', '30303', '309'].map((code) => catalogue.economic.nameOf(code))).toEqual([
      '因公出国(境)费用',
      '维修(护)费',
      '退职(役)费',
      '资本性支出(基本建设)',
    ]));

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

  it('事业单位的对照没有印，按全国对照，且不作为有文件依据的', () =>
    expect(catalogue.governmentPairOf('30201', '事业')).toMatchObject({ governmentCode: '50502', confidence: 'high' }));

  it('印出的对照有文件依据', () =>
    expect(catalogue.governmentPairOf('30217', '参公')).toMatchObject({
      governmentCode: '50206',
      confidence: 'confirmed',
    }));
});

describe('2023 年深圳市医疗保险基金管理中心', () => {
  const { functions } = loadCatalogue(2023);

  it('21011 只印到款，款本身可以记账', () => {
    expect(functions.find('21011')).toMatchObject({ name: '行政事业单位医疗', notItemised: true });
    expect(functions.isLeaf('21011')).toBe(true);
    expect(functions.isLeaf('2101101')).toBe(true);
  });

  it('别的年度 21011 列到项，款不能记账', () =>
    expect([2020, 2021, 2025, 2026].filter((year) => loadCatalogue(year).functions.isLeaf('21011'))).toEqual([]));
});
