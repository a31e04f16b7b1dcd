import { checkEdition, fillEdition } from '../tables/fill-edition';
import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { input2021 } from '../testing/gz-2021-unit';
import { journalOf } from '../testing/journal-2020';
import { editionOf } from '../testing/published';
import { input2023 } from '../testing/sz-2023-unit';
import { findCell } from '../trace/find-cell';
import { traceCell } from '../trace/trace-cell';
import { renderCheckText, toCheckJson } from './check-formats';
import { renderCsv } from './report-csv';
import { renderHtml } from './report-html';
import { toReportJson } from './report-json';
import { renderText } from './report-text';
import { displayWidth, shortened } from './text-grid';
import { renderTraceHtml, renderTraceText } from './trace-formats';

const edition = gz2020Final();
const input = input2020();
const filled = fillEdition(edition, input);
const only = (no: string) => fillEdition(edition, input, no);

describe('文本', () => {
  it('一个汉字占两格，各行对齐', () => {
    expect(displayWidth('“三公”经费 39.57')).toBe(18);
    const lines = renderText(only('5')).split('\n').slice(1, -2);
    const widths = lines.map(displayWidth);
    expect(new Set(widths).size).toBe(1);
  });

  it('总表分收入、支出两侧，金额有千分位，注在表下', () => {
    const text = renderText(only('1'));
    expect(text).toContain('【收入】');
    expect(text).toContain('【支出】');
    expect(text).toMatch(/九、卫生健康支出 +39 +731,637\.34/);
    expect(text).toContain('注：2. 各数均由元折算后分别四舍五入，合计与分项之和可能有尾差。');
  });
});

describe('JSON', () => {
  const head = { department: 'gz-ybj', year: 2020, asOf: null, knownAt: null, position: '42' };

  it('报表：约定的形状', () => {
    const json = toReportJson(only('7'), head);
    expect(json).toMatchObject({ edition: 'gz-2020-final', ...head, unitOfMeasure: '万元' });
    expect(json.tables[0]!.rows[0]).toEqual({
      side: null,
      ordinal: null,
      code: null,
      name: '“三公”经费',
      lineNo: null,
      values: ['53.48', '0.00', '47.96', '18.00', '29.96', '5.52', '39.57', '0.00', '37.45', '17.76', '19.69', '2.11'],
    });
  });

  it('勾稽：金额以元写成文字', () => {
    const { findings } = toCheckJson(checkEdition(filled));
    expect(findings.find(({ rule }) => rule === '7-决算数-合计')).toMatchObject({
      verdict: '尾差',
      left: { printed: '395700.00', exact: '395650.00' },
      right: { printed: '395600.00', exact: '395650.00' },
      difference: '100.00',
    });
    expect(renderCheckText(checkEdition(filled))).toMatch(/^勾稽 \d+ 处：错误 0，说明 0，提醒 0，尾差 \d+\n\[尾差] /);
  });
});

describe('CSV', () => {
  it('每格一行，空格不列，含引号的名称加引号', () => {
    const lines = renderCsv(only('9')).split('\r\n');
    expect(lines[0]).toBe('\ufeff表号,表名,侧,序号,科目编码,名称,行次,栏目,金额,单位,文字');
    expect(lines).toContain(
      '9,国有资本经营预算财政拨款支出决算表,,,2230102,"""三供一业""移交补助支出",,本年支出/小计,0.00,万元,',
    );
    expect(renderCsv(only('4'))).toContain('4,财政拨款收入支出决算总表,收入,,,总计,32,金额,677171.26,万元,');
  });
});

describe('网页', () => {
  const page = (no: string, href?: Parameters<typeof renderHtml>[1]['href']) =>
    renderHtml(only(no), { department: '广州市<医保>局', year: 2020, ...(href && { href }) });

  it('表头合并，栏次、单位、部门各在其位（表7）', () => {
    const html = page('7');
    expect(html).toContain('<th colspan="6" rowspan="1">预算数</th>');
    expect(html).toContain('<th colspan="3" rowspan="1">公务用车购置及运行费</th>');
    expect(html).toContain('<th colspan="1" rowspan="2">公务接待费</th>');
    expect(html).toContain('<th colspan="1" rowspan="3">项目</th>');
    expect(html).toContain('栏次');
    expect(html).toContain('单位：万元');
  });

  it('两侧并列，空行次照印（表1）', () => {
    const html = page('1');
    expect(html).toContain('<td class="no">26</td>');
    expect(html.match(/<tr>/g)).toHaveLength(30 + 3);
  });

  it('文字一律转义', () => {
    expect(page('7')).toContain('广州市&lt;医保&gt;局');
    expect(page('9')).toContain('&quot;三供一业&quot;移交补助支出');
    expect(page('8', () => '/trace?a=1&b="x"')).toContain('<a href="/trace?a=1&amp;b=&quot;x&quot;">3,089.00</a>');
  });

  it('金额的去处由调用者定', () => {
    const html = page('5', ({ table, row, cell }) =>
      row.code === '2101301' ? `/${table.no}/${row.code}/${cell.column}` : null,
    );
    expect(html.match(/<a /g)).toHaveLength(3);
    expect(html).toContain('<a href="/5/2101301/本年支出合计">32,991.77</a>');
  });
});

describe('预算表的写法', () => {
  const guangzhou = (no: string) => fillEdition(editionOf('gz-2021-unit-budget'), input2021(), no);
  const shenzhen = (no: string) => fillEdition(editionOf('sz-2023-unit-budget'), input2023(), no);
  const html = (report: ReturnType<typeof guangzhou>) => renderHtml(report, { department: '某中心', year: 2021 });

  it('表头用版式的名称，可以有上一级表头（广州表6）', () => {
    const page = html(guangzhou('6'));
    expect(page).toContain('<th colspan="2" rowspan="1">功能分类科目</th>');
    expect(page).toContain('<th colspan="1" rowspan="2">科目编码</th>');
    expect(renderText(guangzhou('1'))).toContain('收入项目');
    expect(renderText(guangzhou('1'))).toContain('支出项目');
  });

  it('栏次从编码、名称数起（广州表6），不印“栏次”二字', () => {
    const page = html(guangzhou('6'));
    expect(page).not.toContain('栏次');
    expect(page.match(/<td class="no" colspan="1">\d+<\/td>/g)).toHaveLength(7);
  });

  it('代码、序号与名称；印给人看的写法代替名称', () => {
    expect(renderText(guangzhou('6'))).toMatch(/206 +一、科学技术支出/);
    expect(renderText(guangzhou('9'))).toContain('[30101]基本工资');
    expect(renderText(guangzhou('12'))).toContain('其中：（一）因公出国（境）费');
  });

  it('单位名称自占一栏，科目在其后各栏（深圳表7）', () => {
    const lines = renderText(shenzhen('7')).split('\n');
    expect(lines[1]).toMatch(/^预算单位 +科目编码 +科目名称/);
    expect(lines.find((line) => line.includes('208 '))).toMatch(/^ +208 +\u3000*社会保障和就业支出 +725/);
  });

  it('名称之前的文字栏；单位名称只印在该单位的首行（深圳表9、广州表9）', () => {
    const lines = renderText(shenzhen('9')).split('\n');
    expect(lines[1]).toMatch(/^预算单位 +年度 +总计/);
    expect(lines[3]).toMatch(/^深圳市医疗保险基金管理中心 +2022年 +7\.68/);
    expect(lines[4]).toMatch(/^ +2023年 +52\.68/);
    expect(renderText(guangzhou('9'))).toMatch(/\[50201]办公经费 +\u3000\[30202]印刷费/);
  });

  it('文字栏照版式的位置印；终端上截短，别处全印（广州表13）', () => {
    const heads = renderText(guangzhou('13')).split('\n')[1]!;
    expect(heads.indexOf('政府采购项目名称')).toBeLessThan(heads.indexOf('总计'));
    expect(html(guangzhou('13'))).toContain('<td class="words">办公区监控系统、安防系统、门禁系统等</td>');
    expect(renderCsv(guangzhou('13'))).toContain('政府采购项目名称,,,中央空调');
    expect(shortened('办公区监控系统\n安防系统', 10)).toBe('办公区监…');
  });
});

describe('表下的清单（深圳表12 的年度总体目标、年度绩效指标）', () => {
  const target = (level2: string, name: string, value: string) => ({ level1: '产出指标', level2, name, target: value });
  const performanceTargets = [
    target('数量指标', '现金报销初审业务量', '≥15万宗'),
    target('数量指标', '购买自助设备服务数', '178台'),
    target('质量指标', '协办费发放准确率', '100%'),
  ];
  const [short, long] = ['目标1：按时办结。', `目标2：${'事事有着落，件件有回音；'.repeat(6)}人人满意。`];
  const performanceGoals = [{ goal: short }, { goal: long }];
  const input = { ...input2023(), performanceGoals, performanceTargets };
  const report = fillEdition(editionOf('sz-2023-unit-budget'), input, '12');
  const page = renderHtml(report, { department: '某中心', year: 2023 });

  it('JSON、CSV、文本都有，每行每栏一格', () => {
    const head = { department: 'sz-ybzx', year: 2023, asOf: null, knownAt: null, position: '1' };
    expect(toReportJson(report, head).tables[0]!.lists).toEqual([
      { title: '年度总体目标', columns: ['目标'], rows: [[short], [long]] },
      {
        title: '年度绩效指标',
        columns: ['一级指标', '二级指标', '三级指标', '目标值'],
        rows: [
          ['产出指标', '数量指标', '现金报销初审业务量', '≥15万宗'],
          ['产出指标', '数量指标', '购买自助设备服务数', '178台'],
          ['产出指标', '质量指标', '协办费发放准确率', '100%'],
        ],
      },
    ]);
    expect(renderCsv(report)).toContain(`12,部门整体支出绩效目标表,,,,年度总体目标 2,,目标,,,${long}`);
    expect(renderCsv(report)).toContain('12,部门整体支出绩效目标表,,,,年度绩效指标 2,,目标值,,,178台');
    expect(renderText(report)).toMatch(
      /【年度绩效指标】\n一级指标.*\n-.*\n产出指标 +数量指标 +现金报销初审业务量 +≥15万宗\n/,
    );
  });

  it('目标在金额合计与指标之间，各占表宽的一行，没有表头；文本里全文印出', () => {
    expect(renderText(report)).toContain(`\n【年度总体目标】\n${short}\n${long}\n【年度绩效指标】\n`);
    expect(page).not.toMatch(/<th[^>]*>目标<\/th>/);
    expect(page).toMatch(
      new RegExp(`>金额合计<[^]*<th colspan="6" rowspan="1">年度总体目标</th>[^]*>${short}<[^]*>年度绩效指标<`),
    );
    expect(page).toContain(`<td class="words" colspan="6">${long}</td>`);
  });

  it('一级、二级指标同在任务名称之下，各占一半；目标值在三栏金额之下；同级合并', () => {
    expect(page).toContain('<th colspan="2" rowspan="2">任务名称</th>');
    expect(page).toContain('<th colspan="6" rowspan="1">年度绩效指标</th>');
    expect(page).toContain('<th colspan="3" rowspan="1">目标值</th>');
    expect(page).toContain('<td class="words" rowspan="3">产出指标</td>');
    expect(page).toContain('<td class="words" rowspan="2">数量指标</td>');
    expect(page).toContain('<td class="words" colspan="3">178台</td>');
  });

  it('没有指标、目标的年度不印清单；只有目标的，本表的栏不再分', () => {
    const printed = (registered: object) =>
      fillEdition(editionOf('sz-2023-unit-budget'), { ...input2023(), ...registered }, '12');
    expect(renderText(printed({}))).not.toMatch(/年度总体目标|年度绩效指标/);
    const goalsOnly = renderHtml(printed({ performanceGoals }), { department: '某中心', year: 2023 });
    expect(goalsOnly).toContain('<th colspan="5" rowspan="1">年度总体目标</th>');
    expect(goalsOnly).not.toContain('年度绩效指标');
  });
});

describe('表上左侧的字样', () => {
  it.each([
    ['gz-2021-unit-budget', '部门名称：某中心'],
    ['qy-2025-budget', '单位名称：某中心'],
    ['gz-2020-final', '部门：某中心'],
  ])('%s 印“%s”', (id, line) => {
    const { tables, ...rest } = filled;
    const other = { ...rest, edition: editionOf(id), tables: tables.slice(0, 1) };
    expect(renderHtml(other, { department: '某中心', year: 2021 })).toContain(`<span>${line}</span>`);
  });
});

describe('追溯', () => {
  const found = findCell(only('5').tables[0]!, { row: '2101301', column: '本年支出合计' });
  const trace = traceCell(found, journalOf(input.facts));

  it('文本：印出数、精确数、桥、分录', () => {
    const text = renderTraceText(trace);
    expect(text).toContain('表5 一般公共预算财政拨款支出决算表 · 2101301 城乡医疗救助 · 本年支出合计');
    expect(text).toContain('净支出：印出 32,991.77，精确 329,917,700.00 元');
    expect(text).toMatch(/= 全年预算 +359,635,900\.00/);
    expect(text).toContain('分录 8 笔');
  });

  it('网页：可以返回报表', () =>
    expect(renderTraceHtml(trace, '/reports?x=1')).toContain('<a href="/reports?x=1">返回报表</a>'));
});
