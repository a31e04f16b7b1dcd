import { ReportError } from '../report-error';
import { fillEdition } from '../tables/fill-edition';
import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { input2021 } from '../testing/gz-2021-unit';
import { editionOf } from '../testing/published';
import { type CellQuestion, findCell, rowName } from './find-cell';

const { tables } = fillEdition(gz2020Final(), input2020());
const { tables: budgetTables } = fillEdition(editionOf('gz-2021-unit-budget'), input2021());
const find = (no: string, question: CellQuestion, among = tables) =>
  findCell(
    among.find((each) => each.no === no)!,
    question,
  );
const refusal = (run: () => unknown): ReportError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ReportError) return error;
  }
  throw new Error('应当拒绝');
};

describe('按行、栏找一格', () => {
  it.each([
    ['代码', '3', { row: '210', column: '基本支出' }, '12411.00'],
    ['名称', '3', { row: '卫生健康支出', column: '基本支出' }, '12411.00'],
    ['行次', '1', { row: '27', column: '决算数' }, '740072.75'],
    ['侧/名称', '1', { row: 'income/总计', column: '决算数' }, '742141.67'],
    ['侧用中文', '4', { row: '支出/总计', column: '合计' }, '677171.26'],
    ['侧另写', '1', { row: '总计', side: '支出', column: '决算数' }, '742141.67'],
    ['栏目全路径', '7', { row: '“三公”经费', column: '决算数/公务接待费' }, '2.11'],
    ['栏目末级名', '8', { row: '合计', column: '小计' }, '3089.00'],
  ])('用%s', (_how, no, question, printed) => expect(find(no, question).cell.printed).toBe(printed));

  it.each([...tables, ...budgetTables].map((table) => [`${table.no}《${table.title}》`, table] as const))(
    '表%s 的每一行都有一个只指它自己的叫法',
    (_title, table) => {
      const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell !== null));
      expect(rows).not.toEqual([]);
      for (const row of rows) {
        const { column } = row.cells.find((cell) => cell !== null)!;
        expect(findCell(table, { row: rowName(table, row), side: row.side ?? undefined, column }).row).toBe(row);
      }
    },
  );

  it('两侧都有的行，要求写明是哪一侧', () => {
    const error = refusal(() => find('1', { row: '总计', column: '决算数' }));
    expect(error.code).toBe('ROW_AMBIGUOUS');
    expect(error.details).toEqual(['收入/总计', '支出/总计']);
  });

  it('名称相同的科目，要求写代码', () => {
    const error = refusal(() => find('6', { row: '其他支出', column: '金额' }));
    expect([error.code, error.details]).toEqual(['ROW_AMBIGUOUS', ['399', '39999']]);
  });

  it('没有的行、没有的栏，列出可选的', () => {
    expect(refusal(() => find('8', { row: '212', column: '小计' }))).toMatchObject({
      code: 'ROW_NOT_FOUND',
      details: ['合计', '229', '22960', '2296013'],
    });
    expect(refusal(() => find('5', { row: '210', column: '经营支出' }))).toMatchObject({
      code: 'COLUMN_NOT_FOUND',
      message: '表 5 的这一行没有唯一的“经营支出”栏。可选：本年支出合计、基本支出、项目支出。',
    });
  });

  it('末级名不唯一的栏，不猜', () =>
    expect(refusal(() => find('7', { row: '“三公”经费', column: '公务接待费' })).code).toBe('COLUMN_NOT_FOUND'));

  it('另一侧才有的栏', () =>
    expect(refusal(() => find('4', { row: 'income/总计', column: '合计' })).code).toBe('BLANK_CELL'));
});

describe('各行印单位编码的表（广州 2021 单位预算）', () => {
  const printed = (no: string, row: string, column: string) => find(no, { row, column }, budgetTables).cell.printed;

  it('单位编码指单位行，项目用项目编码或名称', () => {
    expect(printed('10', '310002', '总计')).toBe('463823.15');
    expect(printed('10', 'X3', '上年预结转')).toBe('211.15');
    expect(printed('10', '医保财政补助项目', '总计')).toBe('457514.35');
  });

  it('版式的行名先于同名的资金来源行', () =>
    expect(find('5', { row: '一般公共预算', column: '合计' }, budgetTables).row.label).toBe('其中：一般公共预算'));

  it('同名的采购项目，要求写登记编号', () => {
    const { details: choices } = refusal(() => printed('13', '在职人员公用经费（参公事业编制）', '总计'));
    expect(choices).toHaveLength(7);
    expect(choices.map((choice) => printed('13', choice, '总计'))).toEqual([
      '11.00',
      '1.50',
      '40.00',
      '140.00',
      '34.56',
      '15.00',
      '5.00',
    ]);
  });

  it('上级/名称：在该行之下找', () => expect(printed('13', '项目支出/运行经费', '总计')).toBe('1124.13'));
});
