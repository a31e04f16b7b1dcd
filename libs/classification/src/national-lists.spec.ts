import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue } from './catalogue';
import { type CodeTree, parentCode, ECONOMIC_SHAPE, FUNCTION_SHAPE, INCOME_SHAPE, type TreeShape } from './code-tree';
import { UNIT_KINDS } from './dimensions';
import { CONFIDENCES, NATIONAL_FILES, NATIONAL_YEARS } from './national-lists';
import { catalogueOfYear } from './parse-catalogue';
import { nationalLists } from './testing/load-catalogue';

const YEARS = Array.from(
  { length: NATIONAL_YEARS.last - NATIONAL_YEARS.first + 1 },
  (_, index) => NATIONAL_YEARS.first + index,
);

const LISTS = [
  ['functions', FUNCTION_SHAPE],
  ['economic', ECONOMIC_SHAPE],
  ['government', ECONOMIC_SHAPE],
  ['income', INCOME_SHAPE],
] as const satisfies [keyof Catalogue, TreeShape][];

const catalogueOf = (year: number) => catalogueOfYear(year, { national: nationalLists() });
const countOf = ({ entries }: CodeTree, digits: number) => entries.filter(({ code }) => code.length === digits).length;
const duplicates = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) < index);

describe.each(Object.values(NATIONAL_FILES))('全国科目文件 %s', (file) => {
  const text = readFileSync(join(__dirname, '../national', file), 'utf8');
  const [header = '', ...lines] = text.trimEnd().split('\n');

  it('各行的列数与表头相同，没有引号，可以直接按逗号拆开', () => {
    const width = header.split(',').length;
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.split(',').length !== width || /["\r]/.test(line))).toEqual([]);
  });

  it('把握程度只用四个词，年度为四位或不写，来源都写明', () => {
    const odd = lines.filter((line) => {
      const [source = '', confidence = '', to = '', from = ''] = line.split(',').reverse();
      const isYear = (year: string) => /^(20\d\d)?$/.test(year);
      return !CONFIDENCES.some((each) => each === confidence) || !isYear(from) || !isYear(to) || source === '';
    });
    expect(odd).toEqual([]);
  });
});

describe.each(YEARS)('%i 年全国科目', (year) => {
  const catalogue = catalogueOf(year);

  it.each(LISTS)('%s：每个科目都有上级，位数正确', (list, shape) => {
    const tree = catalogue[list];
    expect(tree.entries.length).toBeGreaterThan(50);
    expect(tree.entries.filter(({ code }) => !shape.digits.some((digits) => digits === code.length))).toEqual([]);
    const orphans = tree.entries.filter(({ code }) => {
      const parent = parentCode(code, shape);
      return parent !== undefined && !tree.find(parent);
    });
    expect(orphans).toEqual([]);
  });

  it.each(LISTS.map(([list]) => list))('%s：一个科目一个名称，同级不重名', (list) => {
    const tree = catalogue[list];
    expect(duplicates(tree.entries.map(({ code }) => code))).toEqual([]);
    const siblings = tree.entries.map(({ code, name }) => `${tree.parentOf(code)?.code ?? ''} ${name}`);
    expect(duplicates(siblings)).toEqual([]);
  });

  it('每一支都有可以记账的末级', () => {
    for (const tree of [catalogue.functions, catalogue.economic, catalogue.government]) {
      const ends = tree.entries.filter(({ code }) => tree.children(code).length === 0);
      expect(ends.filter(({ code }) => !tree.isLeaf(code))).toEqual([]);
    }
  });

  it('两套经济分类的对照：两边的科目都在表中，一个部门科目对一类单位只对应一个政府科目', () => {
    const pairs = UNIT_KINDS.flatMap((kind) =>
      catalogue.economic.entries.flatMap(({ code }) => catalogue.governmentPairOf(code, kind) ?? []),
    );
    expect(pairs.length).toBeGreaterThan(250);
    expect(pairs.filter(({ governmentCode }) => !catalogue.government.find(governmentCode))).toEqual([]);
  });
});

// 类, 款, 项, 部门经济, 政府经济 as national/README.md has them, and how many of each are recollections only.
describe.each([
  [2020, [30, 269, 1421, 108, 78], [0, 2, 1, 0, 0]],
  [2021, [30, 266, 1402, 109, 80], [0, 1, 2, 1, 0]],
  [2022, [30, 264, 1397, 109, 80], [0, 1, 2, 1, 0]],
  [2023, [30, 264, 1397, 111, 82], [0, 1, 2, 1, 0]],
  [2024, [30, 268, 1420, 111, 82], [0, 1, 3, 1, 0]],
  [2025, [30, 269, 1420, 111, 82], [0, 2, 3, 1, 0]],
  [2026, [30, 269, 1420, 111, 82], [0, 2, 3, 1, 0]],
])('%i 年的科目数', (year, listed, recollected) => {
  it(`文件中有 ${listed.join('、')}`, () => {
    const { functions, economic, government } = nationalLists();
    const inYear = (rows: typeof functions) =>
      rows.filter(({ from, to }) => (from ?? year) <= year && year <= (to ?? year)).map(({ code }) => code);
    const ofLength = (digits: number) => inYear(functions).filter((code) => code.length === digits).length;
    expect([ofLength(3), ofLength(5), ofLength(7), inYear(economic).length, inYear(government).length]).toEqual(listed);
  });

  it(`认识其中的，只凭记忆的 ${recollected.join('、')} 个除外`, () => {
    const { functions, economic, government } = catalogueOf(year);
    const known = [
      countOf(functions, 3),
      countOf(functions, 5),
      countOf(functions, 7),
      economic.entries.length,
      government.entries.length,
    ];
    expect(known).toEqual(listed.map((count, index) => count - recollected[index]!));
  });
});

describe('名称的把握程度', () => {
  it('只凭记忆的（low）科目不认识', () => {
    const low = nationalLists().functions.filter(({ confidence }) => confidence === 'low');
    expect(low.map(({ code }) => code)).toContain('20141');
    expect(low.filter(({ code, to }) => to === null && catalogueOf(2026).functions.find(code))).toEqual([]);
  });

  it('medium 的科目认识，并注明名称未经核对', () =>
    expect(catalogueOf(2020).functions.find('23401')).toMatchObject({
      name: '基础设施建设',
      confidence: 'medium',
      source: 'knowledge',
    }));

  it('改过名的科目按年取名', () => {
    expect(catalogueOf(2019).functions.nameOf('215')).toBe('资源勘探信息等支出');
    expect(catalogueOf(2020).functions.nameOf('215')).toBe('资源勘探工业信息等支出');
  });

  it('只凭记忆的（low）对照不用：绩效工资在机关没有对应', () => {
    expect(catalogueOf(2026).governmentCodeOf('30107', '行政')).toBeUndefined();
    expect(catalogueOf(2026).governmentCodeOf('30107', '事业')).toBe('50501');
  });
});

describe('没有科目表的年度', () => {
  it('用最近一年的，并说明', () => {
    const later = catalogueOf(2031);
    expect(later.functions.entries).toEqual(catalogueOf(2026).functions.entries);
    expect(later).toMatchObject({ year: 2031, title: '2031 年科目表（暂用 2026 年的）' });
    expect(later.source).toContain('没有 2031 年的');
    expect(catalogueOf(2016).title).toBe('2016 年科目表（暂用 2018 年的）');
  });

  it('有表的年度不这样说', () => expect(catalogueOf(2024).title).toBe('2024 年科目表'));

  it('三公经费按全国口径', () => {
    const { sangong, economic } = catalogueOf(2024);
    const codes = sangong.items.flatMap(({ economicCodes }) => economicCodes);
    expect(codes.toSorted()).toEqual(['30212', '30217', '30231', '30913', '31013']);
    expect(codes.filter((code) => !economic.isLeaf(code))).toEqual([]);
  });
});

it('没有更细科目的款、类本身可以记账', () => {
  const { functions } = catalogueOf(2026);
  expect(['227', '21901'].map((code) => functions.isLeaf(code))).toEqual([true, true]);
  expect(['201', '20101'].map((code) => functions.isLeaf(code))).toEqual([false, false]);
});
