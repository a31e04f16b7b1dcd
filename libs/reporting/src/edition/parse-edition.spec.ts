import { GZ_2020_FILE, gz2020Final, gz2020Text } from '../testing/gz-2020-final';
import { leafColumns } from './edition';
import { EditionError } from './edition-error';
import { parseEdition } from './parse-edition';

const SMALL = `edition: small
title: 小版式
kind: final
unit: 万元
decimals: 2
zero: blank
percent: { decimals: 2, dropTrailingZeros: false }
zeroBase: { completion: ——, share: ——, growth: —— }
measures:
  净支出: 支付 - 退回
tables:
  - no: '1'
    title: 支出表
    measure: 净支出
    columns:
      - { name: 合计 }
      - { name: 项目支出, where: { kind: 项目支出 } }
    rows:
      - name: 合计
checks:
  - id: a
    label: 合计
    severity: hard
    left: [{ table: '1', row: 合计, column: 合计 }]
    right: [{ table: '1', row: 合计, column: 项目支出 }]
`;

/** A list over the whole width of that table, and one under its names and its two columns. */
const LISTS = `    lists:
      - title: 年度总体目标
        each: performanceGoals
        header: false
        columns: [{ name: 目标, text: goal }]
      - title: 年度绩效指标
        each: performanceTargets
        columns:
          - { name: 三级指标, text: name }
          - { name: 二级指标, text: level2, under: 合计 }
          - { name: 目标值, text: target, under: 项目支出 }
`;

const LAST_LINE = "    right: [{ table: '1', row: 合计, column: 项目支出 }]";

/** Words of documents for that table, with the cell of their one amount and the name that a sentence calls it by. */
const statements = (cell: string, named = '支出'): string => `statements:
  amounts:
    支出: [${cell}]
  sentences:
    - says: 本年支出{${named}}`;

/** The edition with one text replaced, and what is said about it. */
const complaint = (from: string, to: string): { line: number; message: string } => {
  try {
    parseEdition(SMALL.replace(from, to), 'small.yaml');
  } catch (error) {
    if (error instanceof EditionError) return { line: error.problems[0]!.line, message: error.message };
  }
  throw new Error('应当拒绝');
};

describe('版式文件', () => {
  it('口径解析为账上科目的加减', () => {
    const { terms } = gz2020Final();
    expect(terms.get('净支出')).toEqual({ disbursed: 1, refunded: -1 });
    expect(terms.get('全年预算')).toEqual({
      appropriated: 1,
      supplemented: 1,
      reduced: -1,
      transferred: 1,
      broughtForward: 1,
    });
  });

  it('栏目的条件和口径从上级表头继承，路径以 / 相连（表7）', () => {
    const table = gz2020Final().tables.find(({ no }) => no === '7')!;
    const leaf = leafColumns(table.columns).find(({ path }) => path === '决算数/公务用车购置费')!;
    expect(leaf).toMatchObject({ measure: '净支出', headers: ['决算数', '公务用车购置及运行费', '公务用车购置费'] });
  });

  it('没有错就收下', () => expect(parseEdition(SMALL, 'small.yaml').edition).toBe('small'));

  it.each([
    ['多写的键', 'zero: blank', 'zero: blank\nzeros: blank', 7],
    ['缺少的键', 'zero: blank\n', '', 1],
    ['资金性质写错', '{ kind: 项目支出 }', '{ fund: 一般预算 }', 17],
    ['支出类别写错', '{ kind: 项目支出 }', '{ kind: 项目 }', 17],
    ['代码没加引号', '{ kind: 项目支出 }', '{ function: 210 }', 17],
    ['没有的口径', 'measure: 净支出', 'measure: 支出数', 14],
    ['口径式子里没有的科目', '支付 - 退回', '支付 - 退款', 10],
    ['没有口径', '    measure: 净支出\n', '', 18],
    ['栏目重复', 'name: 项目支出', 'name: 合计', 15],
    ['行的种类不明', 'name: 合计\nchecks', 'ordinal: 一\nchecks', 19],
    ['勾稽说到没有的表', "right: [{ table: '1'", "right: [{ table: '9'", 25],
    ['勾稽说到没有的栏', 'column: 项目支出', 'column: 基本支出', 25],
    ['勾稽说到没有的行', 'row: 合计, column: 项目支出', 'row: 总计, column: 项目支出', 25],
    ['文字说到没有的表', LAST_LINE, `${LAST_LINE}\n${statements("{ table: '9', row: 合计, column: 合计 }")}`, 28],
    [
      '文字不与上年的格比',
      LAST_LINE,
      `${LAST_LINE}\n${statements("{ year: 上年, table: '1', row: 合计, column: 合计 }")}`,
      28,
    ],
    [
      '句中的名称不在 amounts 之列',
      LAST_LINE,
      `${LAST_LINE}\n${statements("{ table: '1', row: 合计, column: 合计 }", '收入')}`,
      30,
    ],
    ['登记表的口径写错', 'measure: 净支出', 'measure: 政采', 14],
    ['文字栏的内容写错', '{ name: 合计 }', '{ name: 合计, text: 目标 }', 16],
    ['文字栏没说登记表的哪一栏', '{ name: 合计 }', "{ name: 合计, text: 'entry:' }", 16],
    ['文字栏又写了口径', '{ name: 合计 }', '{ name: 目标, text: goal, measure: 净支出 }', 16],
    ['文字栏又分栏', '{ name: 合计 }', '{ name: 目标, text: goal, columns: [甲] }', 16],
    [
      '没有一栏是金额',
      '      - { name: 合计 }\n      - { name: 项目支出, where: { kind: 项目支出 } }',
      '      - { name: 合计, text: goal }',
      15,
    ],
    ['零的写法写错', '{ name: 合计 }', '{ name: 合计, zero: none }', 16],
    ['末尾零的写法写错', 'zero: blank', 'zero: blank\ntrailingZeros: no', 7],
    ['栏次写错', '    measure: 净支出', '    columnNos: yes\n    measure: 净支出', 14],
    ['表头只有认得的几种', '    measure: 净支出', '    heads: { project: 项目 }\n    measure: 净支出', 14],
    ['行的来源写错', '- name: 合计\nchecks', '- each: project\nchecks', 19],
    ['each 的键写在单行上', '- name: 合计\nchecks', "- { name: 合计, order: ['301'] }\nchecks", 19],
    ['单行的键写在 each 上', '- name: 合计\nchecks', '- { each: projects, label: 其中：项目 }\nchecks', 19],
    ['没有的文字栏', '- name: 合计\nchecks', '- { name: 合计, texts: { 目标: 无 } }\nchecks', 19],
    ['改名只用于科目', '- name: 合计\nchecks', "- { each: projects, names: { '301': 工资 } }\nchecks", 19],
    ['本级标记只用于单位', '- name: 合计\nchecks', '- { each: projects, headMark: （本级） }\nchecks', 19],
    ['行名取资金只用于登记表', '- name: 合计\nchecks', '- { each: projects, named: fund }\nchecks', 19],
    ['单位编码写在单位之外', '- name: 合计\nchecks', '- { each: projects, showCode: unit }\nchecks', 19],
    ['不印自己又没有下级', '- name: 合计\nchecks', '- { each: units, ownRow: false }\nchecks', 19],
    ['单位名称之前的字样带冒号', 'kind: final', 'kind: final\npublisherLabel: 部门名称：', 4],
    [
      '表下清单的内容写错',
      '- name: 合计\nchecks',
      `- name: 合计\n${LISTS.replace('text: name', 'text: 名称')}checks`,
      28,
    ],
    ['表下清单没有占满本表', '- name: 合计\nchecks', `- name: 合计\n${LISTS.replace(', under: 合计', '')}checks`, 27],
    [
      '文字栏的字样写错时候',
      '- name: 合计\nchecks',
      '- { name: 合计, texts: { 目标: { text: 无, when: 没有 } } }\nchecks',
      19,
    ],
    ['面向的企业写错', '{ kind: 项目支出 }', '{ reservedFor: 大企业 }', 17],
    ['不是 YAML', 'title: 支出表', 'title: [支出表', 14],
  ])('%s：指出在第几行', (_what, from, to, line) => expect(complaint(from, to).line).toBe(line));

  it('说明应当怎样写', () => {
    expect(complaint('{ kind: 项目支出 }', '{ kind: 项目 }').message).toBe(
      'small.yaml 第 17 行（tables[0].columns[1].where.kind[0]）：应为下列之一：基本支出、人员经费、公用经费、项目支出、上缴上级支出、经营支出、对附属单位补助支出。',
    );
    expect(complaint('column: 项目支出', 'column: 基本支出').message).toBe(
      'small.yaml 第 25 行（checks[0].right[0].column）：表 1 没有“基本支出”栏；各栏：合计、项目支出。',
    );
    expect(complaint('支付 - 退回', '支付 - 退款').message).toContain('“退款”不是口径；可用：年初预算、追加');
    expect(complaint('{ name: 合计 }', '{ name: 合计, text: 目标 }').message).toBe(
      'small.yaml 第 16 行（tables[0].columns[0].text）：应为下列之一：goal、content、indicators、category、government、unit、entry:登记表的栏目。',
    );
    const cell = (text: string) => complaint("right: [{ table: '1'", `right: [{ ${text}, table: '1'`).message;
    expect(cell('measure: 退款')).toContain('第 25 行（checks[0].right[0].measure）：“退款”不是口径');
    expect(cell('year: 上年, measure: 年初预算')).toContain('measure 只能用于本年的格');
    expect(cell('year: 去年')).toContain('应为下列之一：本年、上年');
    expect(complaint('severity: hard', 'severity: hard\n    explainedBy: 追加 + 追缴').message).toContain(
      '第 24 行（checks[0].explainedBy）：“追缴”不是口径',
    );
    const row = (text: string) => complaint('- name: 合计\nchecks', `- ${text}\nchecks`).message;
    expect(row("{ name: 合计, order: ['301'] }")).toContain('order 只能与 each（逐项列行）同写');
    expect(row('{ each: projects, label: 项目 }')).toContain('label 只能与 name（单行）同写');
    expect(row('{ each: projects, headMark: （本级） }')).toContain('headMark 只用于 each: units');
    expect(row('{ each: projects, showCode: unit }')).toContain('showCode: unit 只能写在 each: units 之内');
    expect(row('{ name: 合计, texts: { 目标: 无 } }')).toContain('没有文字栏“目标”；本表各文字栏：无');
    expect(row('{ each: project }')).toContain(
      '应为下列之一：functions、economic、government、nonTax、department、units、projectCategories、projects、funds、procurements、servicePurchases、nonTaxPlans、transfers',
    );
  });

  it('表上左侧的字样不写时是 部门', () => {
    expect(parseEdition(SMALL, 'small.yaml').publisherLabel).toBe('部门');
    expect(complaint('kind: final', 'kind: final\npublisherLabel: 部门名称：').message).toBe(
      'small.yaml 第 4 行（publisherLabel）：不带冒号，例如 部门名称。',
    );
  });

  describe('表下的清单', () => {
    const below = (lists: string) => `- name: 合计\n${lists}checks`;
    const complaintOf = (from: string, to: string) =>
      complaint('- name: 合计\nchecks', below(LISTS.replace(from, to))).message;

    it('从上到下；一栏的占满全宽，几栏的从左到右占满本表的各栏', () => {
      const parsed = parseEdition(SMALL.replace('- name: 合计\nchecks', below(LISTS)), 'small.yaml');
      expect(parsed.tables[0]!.lists).toMatchObject([
        { title: '年度总体目标', each: 'performanceGoals', header: false },
        { title: '年度绩效指标', each: 'performanceTargets', header: true },
      ]);
      expect(complaintOf('under: 合计', 'under: 项目支出')).toContain(
        '清单的栏目应从左到右占满本表：先是不写 under 的（在名称之下），然后依次 under 合计、项目支出',
      );
      expect(complaintOf('text: goal', 'text: goal, under: 合计')).toContain('只有一栏时不写 under');
    });

    it('栏目是该种清单有的，题目各不相同', () => {
      expect(complaintOf('text: goal', 'text: target')).toBe(
        'small.yaml 第 24 行（tables[0].lists[0].columns[0].text）：performanceGoals 的栏目只有 goal。',
      );
      expect(complaintOf('年度绩效指标', '年度总体目标')).toContain('清单“年度总体目标”重复');
    });

    it('不在分侧的表里', () =>
      expect(complaint('- name: 合计\nchecks', `- { name: 合计, side: income }\n${LISTS}checks`).message).toContain(
        'lists 只能写在不分侧（side）的表里',
      ));
  });

  it('几处错一次说完', () => {
    const text = gz2020Text().replace('measure: 收入总计', 'measure: 收入总额').replace('kind: 公用经费', 'kind: 公用');
    const shapeFirst = () => parseEdition(text, GZ_2020_FILE);
    expect(shapeFirst).toThrow(/公用经费/);
    const senses = gz2020Text()
      .replace('measure: 收入总计', 'measure: 收入总额')
      .replace('column: 本年支出合计', 'column: 本年支出');
    try {
      parseEdition(senses, GZ_2020_FILE);
    } catch (error) {
      expect((error as EditionError).problems).toHaveLength(2);
    }
    expect.assertions(2);
  });
});
