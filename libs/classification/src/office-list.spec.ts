import { CatalogueError } from './catalogue-error';
import { type OfficeRow, officeListOf } from './office-list';
import { loadCatalogue } from './testing/load-catalogue';

const row = (at: number, code: string, name: string, more: Partial<OfficeRow> = {}): OfficeRow => ({
  place: `科目-2026.xlsx 工作表“科目”第 ${at} 行`,
  code,
  name,
  kind: '',
  government: [],
  ...more,
});

const FUNCTIONS = [
  row(2, '201', '一般公共服务支出'),
  row(3, '20141', '数据事务', { kind: '支出功能分类' }),
  row(4, '2014101', '行政运行'),
  row(5, '227', '预备费'),
];

const officeYear = (rows: readonly OfficeRow[], year = 2026) =>
  loadCatalogue(year, { officeList: officeListOf('本单位科目表 科目-2026.xlsx', rows) });

function problemsOf(rows: readonly OfficeRow[]): string[] {
  try {
    officeListOf('本单位科目表', rows);
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems.map(({ path, message }) => `${path}：${message}`);
    throw error;
  }
  return [];
}

describe('本单位的科目表', () => {
  it('代替全国的同类科目，表中没有的科目就不认识', () => {
    const { functions, source } = officeYear(FUNCTIONS);
    expect(functions.entries.map(({ code }) => code)).toEqual(['201', '20141', '2014101', '227']);
    expect(functions.find('20141')).toMatchObject({ name: '数据事务', confidence: 'confirmed' });
    expect(source).toBe('本单位科目表 科目-2026.xlsx');
  });

  it('没有的各类仍用全国的', () => {
    const { economic, governmentCodeOf: _, ...rest } = officeYear(FUNCTIONS);
    expect(economic.entries).toEqual(loadCatalogue(2026).economic.entries);
    expect(rest.government.find('50201')?.name).toBe('办公经费');
  });

  it('没有下级的科目可以记账', () =>
    expect(['227', '2014101', '20141'].map((code) => officeYear(FUNCTIONS).functions.isLeaf(code))).toEqual([
      true,
      true,
      false,
    ]));

  it('对照按单位性质；一个也没有写时用全国的，只留两边都在表中的', () => {
    const economic = [
      row(2, '302', '商品和服务支出'),
      row(3, '30201', '办公费', {
        government: [
          { unitKinds: ['行政', '参公'], code: '50299' },
          { unitKinds: ['事业'], code: '50502' },
        ],
      }),
    ];
    const own = officeYear(economic);
    expect(own.governmentCodeOf('30201', '参公')).toBe('50299');
    expect(own.governmentPairOf('30201', '事业')).toMatchObject({ governmentCode: '50502', confidence: 'confirmed' });
    const national = officeYear(economic.map((each) => ({ ...each, government: [] })));
    expect(national.governmentCodeOf('30201', '参公')).toBe('50201');
    expect(national.governmentCodeOf('30202', '参公')).toBeUndefined();
  });

  it('本地口径留下，其中表里没有的科目除外', () => {
    const own = officeYear([row(2, '302', '商品和服务支出'), row(3, '30217', '公务接待费')]);
    expect(own.sangong.items.map(({ name, economicCodes }) => [name, ...economicCodes])).toContainEqual([
      '公务接待费',
      '30217',
    ]);
    expect(own.sangong.items.flatMap(({ economicCodes }) => economicCodes)).toEqual(['30217']);
    expect(own.operatingCostRule('机关运行经费')).toBeDefined();
  });

  it('还没有全国科目表的年度，有了本单位的两类就不再说暂用别年的', () => {
    const rows = [...FUNCTIONS, row(6, '302', '商品和服务支出'), row(7, '30201', '办公费')];
    expect(officeYear(rows, 2031).title).toBe('2031 年科目表');
  });

  it('非税收入用自己的编码', () => {
    const own = officeYear([
      row(2, '01', '专项收入', { kind: '非税收入' }),
      row(3, '0101', '教育费附加收入', { kind: '非税收入科目' }),
    ]);
    expect(own.nonTax.isLeaf('0101')).toBe(true);
  });
});

describe('拒绝有错的科目表，指出文件、工作表和行', () => {
  it.each<[string, OfficeRow[], string]>([
    ['缺编码', [row(2, '', '外交支出')], '第 2 行：缺少编码，请填写'],
    ['编码不是数字', [row(2, '201款', '外交支出')], '第 2 行：编码“201款”应为数字'],
    ['缺名称', [row(2, '202', '')], '第 2 行：科目 202 缺少名称，请填写'],
    [
      '类别不认识',
      [row(2, '202', '外交支出', { kind: '职能' })],
      '第 2 行：类别“职能”应为 功能、部门经济、政府经济、收入、非税收入 之一',
    ],
    [
      '类别与编码不合',
      [row(2, '302', '商品和服务支出', { kind: '功能分类' })],
      '第 2 行：类别为功能的科目以 2 开头，编码 302 不是，请核对',
    ],
    [
      '看不出类别',
      [row(2, '01', '专项收入')],
      '第 2 行：看不出科目 01 属于哪一类，请在“类别”列填写 功能、部门经济、政府经济、收入、非税收入 之一',
    ],
    ['缺上级', [row(2, '20101', '人大事务')], '第 2 行：科目 20101 缺少上级科目 201'],
    ['位数不对', [row(2, '2010', '人大事务')], '第 2 行：科目 2010 有 4 位，应为 3、5、7 位'],
    ['重复', [row(2, '202', '外交支出'), row(3, '202', '外交')], '第 3 行：科目 202 重复'],
    [
      '对应的政府科目不在表中',
      [
        row(2, '302', '商品和服务支出'),
        row(3, '30201', '办公费', { government: [{ unitKinds: ['行政'], code: '50299' }] }),
        row(4, '502', '机关商品和服务支出'),
      ],
      '第 3 行：对应的政府经济科目“50299”不在表中，请核对',
    ],
  ])('%s', (_, rows, expected) => expect(problemsOf(rows)).toEqual([`科目-2026.xlsx 工作表“科目”${expected}`]));

  it('错处很多时只列前二十处，并说明还有多少', () => {
    const rows = Array.from({ length: 30 }, (_, index) => row(index + 2, '', '外交支出'));
    const error = new CatalogueError(problemsOf(rows).map((message) => ({ path: '文件', message })));
    expect(error.message).toMatch(/^科目文件有 30 处错误：.*；另有 10 处未列出。请改正后重新载入。$/);
  });
});
