import { type Worksheet } from '@protobi/exceljs';
import { excelJs, columnLetters } from '@yujue/office-files';
import { type ListKind } from './fields';

/** What the examples of a template are about, so that they can be imported as they are. */
export interface TemplateSubject {
  /** 预算单位编码 */
  readonly unit: string;
  readonly year: number;
}

/** A unit that is to be replaced, for those who have none registered. */
export const exampleSubject = (year: number): TemplateSubject => ({ unit: '900001', year });

export type TemplateFormat = 'xlsx' | 'csv';

interface Template {
  readonly title: string;
  readonly header: readonly string[];
  /** The column of amounts, which alone holds numbers; absent in lists that have none. */
  readonly amount?: number;
  readonly rows: (subject: TemplateSubject) => readonly (readonly string[])[];
}

/** The lists, with examples that follow on from one another: allotted, adjusted, paid; and what these refer to. */
const TEMPLATES: Readonly<Record<ListKind, Template>> = {
  指标: {
    title: '预算指标表（示例行请改为实际内容，列的顺序可以变动）',
    header: [
      '指标文号',
      '批复日期',
      '指标编号',
      '预算单位',
      '资金性质',
      '支出功能分类',
      '部门经济分类',
      '支出类别',
      '项目编码',
      '项目名称',
      '支付方式',
      '年初数（元）',
      '摘要',
    ],
    amount: 11,
    rows: ({ unit, year }) => [
      [
        `示财预〔${year}〕1号`,
        `${year}-01-10`,
        `${unit}-2101506-30201`,
        unit,
        '一般公共预算',
        '2101506 医疗保障经办事务',
        '30201 办公费',
        '公用经费',
        '',
        '',
        '国库集中支付',
        '120000.00',
        '年初预算批复',
      ],
      [
        `示财预〔${year}〕1号`,
        `${year}-01-10`,
        `${unit}-2101506-30227`,
        unit,
        '一般公共预算',
        '2101506 医疗保障经办事务',
        '30227 委托业务费',
        '项目支出',
        `XM${year}001`,
        '医保经办服务',
        '国库集中支付',
        '800000.00',
        '年初预算批复',
      ],
    ],
  },
  调整: {
    title: '预算调整表（类型：追加、追减、调剂、冻结、解冻；调剂的调出填负数，同一文号调出调入须相等）',
    header: ['文号', '日期', '类型', '来源', '指标编号', '金额（元）', '原因'],
    amount: 5,
    rows: ({ unit, year }) => [
      [`示财预〔${year}〕35号`, `${year}-03-20`, '追加', '本级', `${unit}-2101506-30227`, '150000.00', '新增经办服务'],
      [`示财预〔${year}〕60号`, `${year}-05-08`, '调剂', '', `${unit}-2101506-30227`, '-30000.00', '按实际需要调剂'],
      [`示财预〔${year}〕60号`, `${year}-05-08`, '调剂', '', `${unit}-2101506-30201`, '30000.00', '按实际需要调剂'],
      [`示财预〔${year}〕71号`, `${year}-06-01`, '冻结', '', `${unit}-2101506-30227`, '20000.00', '压减一般性支出'],
    ],
  },
  支付: {
    title: '支付清单（每笔支付一行，支付编号不得重复；退回填负数和原支付编号；预算批复前的支出写明依据）',
    header: ['支付编号', '单据号', '支付日期', '指标编号', '金额（元）', '收款人', '摘要', '原支付编号', '批复前支出'],
    amount: 4,
    rows: ({ unit, year }) => [
      [
        `ZF${year}-0001`,
        '记-0001',
        `${year}-02-12`,
        `${unit}-2101506-30201`,
        '8350.60',
        '示例文具有限公司',
        '办公用品',
        '',
        '',
      ],
      [
        `ZF${year}-0002`,
        '记-0002',
        `${year}-03-25`,
        `${unit}-2101506-30227`,
        '260000.00',
        '示例信息技术有限公司',
        '经办服务首付款',
        '',
        '',
      ],
      [
        '',
        '记-0003',
        `${year}-04-10`,
        `${unit}-2101506-30227`,
        '-10000.00',
        '示例信息技术有限公司',
        '退回多付',
        `ZF${year}-0002`,
        '',
      ],
    ],
  },
  项目: {
    title: '项目库（示例行请改为实际内容；再次导入时以新的为准）',
    header: ['项目编码', '项目名称', '上级项目编码', '项目类别', '绩效目标', '项目内容', '绩效指标'],
    rows: ({ year }) => [
      [`XM${year}001`, '医保经办服务', '', '经济和社会发展类', '经办服务全年不间断', '委托经办服务', '满意率 95%'],
      [`XM${year}00101`, '窗口服务', `XM${year}001`, '经济和社会发展类', '', '', ''],
    ],
  },
  单位: {
    title: '预算单位（单位性质：行政、参公、事业；登记后即计入部门汇总）',
    header: ['单位编码', '单位名称', '单位性质'],
    rows: () => [['900009', '示例服务中心', '事业']],
  },
  科目: {
    title: '科目（种类：支出功能分类、部门经济分类、政府经济分类、非税收入；上级科目须已有或一并登记）',
    header: ['科目种类', '科目编码', '科目名称', '科目来源'],
    rows: ({ year }) => [
      ['支出功能分类', '2101598', '示例医疗保障事务', `示财预〔${year}〕3号`],
      ['部门经济分类', '30298', '示例费用', `示财预〔${year}〕3号`],
    ],
  },
};

/** A template filled with examples, ready to download: .xlsx with a title and a 合计 row, or CSV with BOM for Excel. */
export async function listTemplate(kind: ListKind, format: TemplateFormat, subject: TemplateSubject): Promise<Buffer> {
  const template = TEMPLATES[kind];
  const rows = template.rows(subject);
  if (format === 'csv')
    return Buffer.from(`\uFEFF${[template.header, ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`);
  const { Workbook } = await excelJs();
  const workbook = new Workbook();
  fill(workbook.addWorksheet(kind), template, rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function fill(sheet: Worksheet, { title, header, amount }: Template, rows: readonly (readonly string[])[]): void {
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.mergeCells(`A1:${columnLetters(header.length - 1)}1`);
  const head = sheet.addRow([...header]);
  head.font = { bold: true };
  head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } };
  for (const row of rows) sheet.addRow(row.map((text, column) => (column === amount ? Number(text) : text)));
  // Codes and numbers of documents must stay texts when a person types over them.
  header.forEach((name, column) => {
    sheet.getColumn(column + 1).numFmt = column === amount ? '#,##0.00' : '@';
    sheet.getColumn(column + 1).width = Math.max(...[name, ...rows.map((row) => row[column]!)].map(widthOf));
  });
  sheet.views = [{ state: 'frozen', ySplit: 2 }];
}

/** In characters of Excel's standard width: a Chinese one takes two. */
const widthOf = (text: string): number => text.replace(/[^\x20-\x7e]/g, '中 ').length + 2;
