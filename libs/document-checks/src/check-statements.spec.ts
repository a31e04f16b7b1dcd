import { type CheckableTable, type Statements } from '@yujue/reporting';
import { checkStatements } from './check-statements';

const style = { unit: '万元', decimals: 2 } as const;
const row = (name: string, printed: string) => ({
  side: null,
  code: null,
  name,
  source: null,
  key: null,
  depth: 0,
  cells: [{ column: '金额', exact: null, printed }],
});

/** Table 1: 收入总计 120.00 = 基本支出 70.00 + 项目支出 50.00. */
const TABLES: CheckableTable[] = [
  { no: '1', style, rows: [row('收入总计', '120.00'), row('基本支出', '70.00'), row('项目支出', '50.00')] },
];
const cell = (name: string) => ({ year: '本年' as const, table: '1', row: name, column: '金额', minus: false });
const hard = (...names: string[]) => ({ severity: 'hard' as const, relation: '=' as const, cells: names.map(cell) });

const STATEMENTS: Statements = {
  elsewhere: ['上年', '年初预算'],
  amounts: {
    收入总计: hard('收入总计'),
    基本支出: hard('基本支出'),
    支出合计: hard('基本支出', '项目支出'),
    绩效资金: { severity: 'warn', relation: '<=', cells: [cell('项目支出')] },
    采购: hard(),
  },
  sentences: [
    {
      under: undefined,
      says: [
        '{年度}年{部门}收入总计{收入总计}',
        '支出合计{支出合计}',
        '绩效资金{绩效资金}（含转移支付{-绩效资金}）',
        '采购{采购}，其中：货物{-采购}、服务{-采购}',
        '基本支出占{基本支出÷收入总计}',
      ],
    },
    { under: '支出说明', says: ['基本支出{基本支出}'] },
  ],
};

const check = (...narrative: string[]) =>
  checkStatements(
    narrative,
    TABLES,
    { statements: STATEMENTS, percent: { decimals: 1, dropTrailingZeros: true }, ...style },
    { publisher: '甲局', fiscalYear: 2030, otherUnits: ['乙中心'] },
  );
const told = (...narrative: string[]) =>
  check(...narrative).findings.map(({ verdict, left, right, expected }) => [
    verdict,
    left.printed,
    right.cells,
    expected,
  ]);

describe('文字中的数与表中的格', () => {
  it('相符；折行、全角半角和千分号不妨碍', () => {
    const result = check('2030 年甲局收入总', '计 1', '20万元。支出合计 120.00 万元。(一)支出说明:基本支出70万元');
    expect(result).toEqual({ compared: 3, findings: [] });
  });

  it('不符是错误：写出两处、两数和应为的数', () => {
    const [finding] = check('2030年本部门收入总计150万元。').findings;
    expect(finding).toMatchObject({
      rule: '文字-收入总计',
      severity: 'hard',
      verdict: '错误',
      left: { cells: '文字“2030年本部门收入总计150万元”', printed: '150.00' },
      right: { cells: '表1 收入总计·金额', printed: '120.00' },
      expected: '120.00',
    });
    expect(finding!.message).toContain('应为 120.00。');
  });

  it.each([
    ['同一个数印到同一位而不同，是错误', '2030年甲局收入总计120.01万元', '错误'],
    ['几个数相加，差在四舍五入之内，是尾差', '支出合计120.01万元', '尾差'],
    ['差在四舍五入之外，是错误', '支出合计120.02万元', '错误'],
  ])('%s', (_, sentence, verdict) => expect(told(sentence).map(([found]) => found)).toEqual([verdict]));

  it('不大于：绩效资金扣除转移支付后大于项目支出，提醒', () => {
    expect(told('绩效资金55万元(含转移支付5万元)')).toEqual([]);
    expect(told('绩效资金60万元（含转移支付5万元）')).toEqual([
      ['提醒', '60.00', '表1 项目支出·金额 + 文字“含转移支付5万元”', '55.00'],
    ]);
  });

  it('没有公开表的，在句中自相核对', () => {
    expect(told('采购9万元,其中:货物4万元、服务5万元')).toEqual([]);
    expect(told('采购9万元,其中:货物4万元、服务6万元')).toMatchObject([['错误', '9', expect.anything(), '10']]);
  });

  it('比率由表中的数重算：70 ÷ 120', () => {
    expect(told('基本支出占58.3%')).toEqual([]);
    expect(told('基本支出占58.9%')).toEqual([['错误', '58.9%', '表1 基本支出·金额 ÷ 表1 收入总计·金额', '58.33%']]);
  });
});

describe('说的不是这一格的，不核对', () => {
  it.each([
    ['别的年度', '2029年甲局收入总计100万元'],
    ['句首说的是别的年度', '2029年：支出合计100万元'],
    ['句首说的是上年', '比上年，支出合计100万元'],
    ['句首说的是年初预算', '年初预算安排：支出合计100万元'],
    ['句首说的是下属单位', '乙中心:支出合计100万元'],
    ['别的名称中的几个字', '其他支出合计100万元'],
    ['不在所说的标题之下', '(二)财政拨款说明:基本支出60万元'],
    ['标题之下、另一标题之后', '(一)支出说明:略。(二)财政拨款:基本支出60万元'],
  ])('%s', (_, sentence) => expect(check(sentence).compared).toBe(0));

  it('别的口径只管到句末', () => expect(told('上年略。支出合计100万元')).toHaveLength(1));
});
