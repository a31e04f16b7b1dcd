import { Workbook } from '@protobi/exceljs';
import { Findings, findingSentence } from './findings';
import { type ListOptions, type ListRow } from './list-row';
import { readListRows } from './read-list-rows';
import { readWorksheetRows } from '@yujue/office-files';
import { listTemplate } from './templates';

const options = (more: Partial<ListOptions> = {}): ListOptions => ({
  kind: '支付',
  mapping: {},
  constants: {},
  ...more,
});

async function read(bytes: Buffer, more: Partial<ListOptions> = {}) {
  const findings = new Findings();
  const rows: ListRow[] = [];
  for await (const row of readListRows(readWorksheetRows(bytes, '清单.csv'), options(more), findings)) rows.push(row);
  return {
    rows: rows.filter(({ wrong }) => wrong.size === 0).map(({ number, values }) => ({ number, ...values })),
    unsound: rows.filter(({ wrong }) => wrong.size > 0),
    heads: findings.heads,
    faults: findings.faults.map(findingSentence),
    notes: findings.notes.map(findingSentence),
    rowsRead: findings.rowsRead,
  };
}

/** A workbook of one sheet; a cell may be a text, a number, a date or a formula. */
async function workbook(rows: unknown[][], merges: string[] = []): Promise<Buffer> {
  const made = new Workbook();
  const sheet = made.addWorksheet('清单');
  for (const row of rows) sheet.addRow(row);
  for (const range of merges) sheet.mergeCells(range);
  return Buffer.from(await made.xlsx.writeBuffer());
}

const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));
const HEADER = '支付令号,日期,指标明细号,支付金额（元）,收款人名称,用途';

describe('列按中文列名识别', () => {
  it('同义列名归到同一字段；不用的列照样列出', async () => {
    const { rows, heads } = await read(csv(`序号,${HEADER}`, '1,Z1,2026-03-05,A1,"1,234.50",示例店,办公用品'));
    expect(rows).toEqual([
      {
        number: 2,
        支付编号: 'Z1',
        日期: '2026-03-05',
        指标编号: 'A1',
        金额: '1234.50',
        收款人: '示例店',
        原因: '办公用品',
      },
    ]);
    expect(heads[0]!.header.columns).toContainEqual({ column: 0, header: '序号', field: null });
  });

  it('由用户指定：按列名或列的字母', async () => {
    const { rows } = await read(csv('甲号,日期,指标编号,拨出', 'Z1,2026-03-05,A1,5'), {
      mapping: { 甲号: '支付编号', D: '金额' },
    });
    expect(rows).toMatchObject([{ 支付编号: 'Z1', 金额: '5.00' }]);
  });

  it('表中没有的字段由用户给定', async () => {
    const { rows } = await read(csv('支付编号,指标编号,金额', 'Z1,A1,5'), { constants: { 日期: '2026年3月31日' } });
    expect(rows).toMatchObject([{ 日期: '2026-03-31' }]);
  });

  it('缺少必需的列时说明有哪些列、缺什么', async () => {
    await expect(read(csv('日期,指标编号', '2026-03-05,A1'))).rejects.toMatchObject({
      code: 'LIST_HEADER_MISSING',
      details: ['清单.csv：表头只有 日期、指标编号，缺少 支付编号或单据号、金额，已略过此表。'],
    });
  });
});

describe('标题、多行表头、合并单元格', () => {
  const title = ['某局 2026 年支付清单'];

  it('标题行、单位行在上，表头两行横向纵向合并', async () => {
    const bytes = await workbook(
      [
        title,
        ['部门：某局', null, null, null, null, '单位：万元'],
        ['支付编号', '支付日期', '指标编号', '支出功能分类', null, '支付金额'],
        [null, null, null, '编码', '名称', null],
        ['Z1', new Date('2026-03-05T00:00:00Z'), 'A1', '2101506', '医疗保障经办事务', 1.25],
      ],
      ['A1:F1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:E3', 'F3:F4'],
    );
    const { rows, heads } = await read(bytes);
    expect(heads).toMatchObject([{ unit: '万元', unitFrom: '表中', header: { firstRow: 3, lastRow: 4 } }]);
    expect(rows).toEqual([
      { number: 5, 支付编号: 'Z1', 日期: '2026-03-05', 指标编号: 'A1', 支出功能分类: '2101506', 金额: '12500.00' },
    ]);
  });

  it('没有合并信息的 CSV 也能识别两行、三行表头', async () => {
    const two = await read(
      csv('支付编号,日期,指标编号,支出功能分类,,金额', ',,,编码,名称,', 'Z1,2026-3-5,A1,2101506,医疗保障经办事务,1'),
    );
    expect(two.rows).toMatchObject([{ number: 3, 支出功能分类: '2101506', 金额: '1.00' }]);
    const three = await read(
      csv(
        '支付信息,,指标信息,,',
        '编号与日期,,编号,金额,',
        '支付编号,日期,指标编号,支付金额（万元）,余额',
        'Z1,2026-3-5,A1,1,9',
      ),
    );
    expect(three.rows).toMatchObject([{ number: 4, 支付编号: 'Z1', 指标编号: 'A1', 金额: '10000.00' }]);
  });

  it('数据行上纵向合并的单元格，其内容属于每一行；金额合并则拒绝该行', async () => {
    const head = ['支付编号', '日期', '指标编号', '金额'];
    const merged = await workbook([head, ['Z1', '2026-03-05', 'A1', 1], ['Z2', null, 'A1', 2]], ['B2:B3']);
    expect((await read(merged)).rows).toMatchObject([{ 日期: '2026-03-05' }, { 日期: '2026-03-05' }]);
    const amounts = await workbook([head, ['Z1', '2026-03-05', 'A1', 1], ['Z2', '2026-03-05', 'A1', null]], ['D2:D3']);
    expect((await read(amounts)).faults).toEqual([
      '清单 第 3 行 D 列：单元格 D3 的金额与上一行合并，无法判断各行是多少。请取消合并，逐行填写金额。',
    ]);
  });

  it('栏次行、逐页重复的表头、空行、脚注略过', async () => {
    const { rows, notes } = await read(
      csv(
        '支付编号,日期,指标编号,金额',
        '1,2,3,4',
        'Z1,2026-03-05,A1,1',
        ',,,',
        '支付编号,日期,指标编号,金额',
        'Z2,2026-03-06,A1,2',
        '制表人：某某,,,',
      ),
    );
    expect(rows.map(({ number }) => number)).toEqual([3, 6]);
    expect(notes).toEqual(['清单.csv 第 7 行：“制表人：某某”不是明细，已略过。']);
  });
});

describe('金额单位', () => {
  const rows = ['支付编号,日期,指标编号,金额', 'Z1,2026-03-05,A1,1.5'] as const;

  it('依次取用户指定、表中注明、上次沿用，都没有时按元', async () => {
    const stated = csv(rows[0].replace('金额', '金额(万元)'), rows[1]);
    expect((await read(stated, { unit: '元' })).rows).toMatchObject([{ 金额: '1.50' }]);
    expect((await read(stated, { keptUnit: '元' })).rows).toMatchObject([{ 金额: '15000.00' }]);
    expect((await read(csv(...rows), { keptUnit: '万元' })).heads).toMatchObject([{ unit: '万元', unitFrom: '沿用' }]);
    expect((await read(csv(...rows))).heads).toMatchObject([{ unit: '元', unitFrom: '默认' }]);
  });

  it('万元不足一分的拒绝', async () => {
    const { faults } = await read(csv('支付编号,日期,指标编号,金额（万元）', 'Z1,2026-03-05,A1,1.2345678'));
    expect(faults).toEqual(['清单.csv 第 2 行 D 列：金额“1.2345678”万元不足一分，请精确到分。']);
  });
});

describe('合计与小计', () => {
  const head = '支付编号,日期,指标编号,金额';
  const row = (no: string, amount: string) => `${no},2026-03-05,A1,${amount}`;

  it('不作明细；与明细之和相符时不提示，无论在上在下', async () => {
    const below = await read(csv(head, row('Z1', '1'), '小计,,,1', row('Z2', '2'), '小 计,,,2', '合计,,,3'));
    const above = await read(csv(head, '合计,,,3', '示例中心小计,,,1', row('Z1', '1'), '本级小计,,,2', row('Z2', '2')));
    expect([below.rows.length, below.notes, above.rows.length, above.notes]).toEqual([2, [], 2, []]);
  });

  it('不符时指出行、两数和差额', async () => {
    const { notes } = await read(csv(head, row('Z1', '1'), row('Z2', '2'), '合计,,,3.50'));
    expect(notes).toEqual([
      '清单.csv 第 4 行 D 列：合计“金额” 3.50 元，明细之和 3.00 元，相差 0.50 元。请核对是否漏行或多行。',
    ]);
  });

  it('合计行上的公式不妨碍导入，明细行上的公式指出单元格', async () => {
    const bytes = await workbook([
      ['支付编号', '日期', '指标编号', '金额'],
      ['Z1', '2026-03-05', 'A1', 1],
      ['Z2', '2026-03-05', 'A1', { formula: 'D2*2', result: 2 }],
      ['合计', null, null, { formula: 'SUM(D2:D2)', result: 1 }],
    ]);
    const { rows, faults } = await read(bytes);
    expect(rows).toHaveLength(1);
    expect(faults).toEqual([expect.stringContaining('清单 第 3 行 D 列：单元格 D3 是公式（上次保存时为 2）')]);
  });
});

describe('逐行指出问题', () => {
  it('行号、列、哪里不对、怎么改；其余的行照常读取', async () => {
    const { rows, faults, rowsRead } = await read(
      csv(
        '支付编号,日期,指标编号,金额',
        'Z1,2026-02-30,A1,1',
        'Z2,2026-03-05,A1,一百',
        'Z3,2026-03-05,,3',
        'Z4,2026-03-05,A1,4',
        'Z5,2026-03-05,A1,',
      ),
    );
    expect(rows.map(({ number }) => number)).toEqual([5]);
    expect(rowsRead).toBe(5);
    expect(faults).toEqual([
      '清单.csv 第 2 行 B 列：“2026-02-30”不是日期，请写作 2026-03-05。',
      '清单.csv 第 3 行 D 列：“一百”不是金额，请填写以元为单位的数字，例如 1234.50。',
      '清单.csv 第 4 行 C 列：缺少指标编号或支出功能分类，请填写。',
      '清单.csv 第 6 行 D 列：缺少金额，请填写。',
    ]);
  });
});

describe('一行的问题一次说全', () => {
  it('形式有误的、缺少的，各在其列；写对的照样读出，供继续判断', async () => {
    const { rows, unsound, faults } = await read(csv(HEADER, 'Z1,2026-02-30,,一百,示例店,办公用品'));
    expect(faults).toEqual([
      '清单.csv 第 2 行 B 列：“2026-02-30”不是日期，请写作 2026-03-05。',
      '清单.csv 第 2 行 D 列：“一百”不是金额，请填写以元为单位的数字，例如 1234.50。',
      '清单.csv 第 2 行 C 列：缺少指标编号或支出功能分类，请填写。',
    ]);
    expect([rows, unsound]).toEqual([
      [],
      [
        expect.objectContaining({
          values: { 支付编号: 'Z1', 收款人: '示例店', 原因: '办公用品' },
          wrong: new Set(['日期', '金额', '指标编号', '支出功能分类']),
        }),
      ],
    ]);
  });

  it('写错的不算缺少，也不由给定的值代替', async () => {
    const { unsound, faults } = await read(csv(HEADER, 'Z1,某日,A1,1,店,'), { constants: { 日期: '2026-03-31' } });
    expect(faults).toEqual(['清单.csv 第 2 行 B 列：“某日”不是日期，请写作 2026-03-05。']);
    expect(unsound[0]!.values).not.toHaveProperty('日期');
  });

  it('过长的文字：在其列说明多少、至多多少', async () => {
    const { faults } = await read(csv(HEADER, `${'9'.repeat(101)},2026-03-05,A1,1,${'店'.repeat(501)},`));
    expect(faults).toEqual([
      '清单.csv 第 2 行 A 列：支付编号有 101 个字符，至多 100 个。请缩短。',
      '清单.csv 第 2 行 E 列：收款人有 501 个字符，至多 500 个。请缩短。',
    ]);
  });
});

describe('模板', () => {
  it.each(['xlsx', 'csv'] as const)('%s：三种清单都能原样读入', async (format) => {
    const subject = { unit: '310001', year: 2026 };
    for (const [kind, count] of [
      ['指标', 2],
      ['调整', 4],
      ['支付', 3],
    ] as const) {
      const { rows, faults, notes } = await read(await listTemplate(kind, format, subject), { kind });
      expect({ kind, count: rows.length, faults, notes }).toEqual({ kind, count, faults: [], notes: [] });
    }
  });
});
