import { Workbook } from '@protobi/exceljs';
import { type CheckFinding } from '@yujue/reporting';
import { publishedReport } from '@yujue/report-files/testing';
import { writeWorkbook } from '@yujue/report-files';
import { type PublishedEdition, figureAt, fitInputOf, positionOf, withFigure } from '@yujue/fitting/testing';
import { DOCUMENTS } from '@yujue/reporting/testing';
import { checkDocument, checkFile } from './check-document';
import { type DocumentCheck, type DocumentRules, findingsOf } from './document-check';
import { renderDocumentCheckText, toDocumentCheckJson } from './document-check-formats';

const INPUTS = new Map(DOCUMENTS.map(({ edition }) => [edition, fitInputOf(edition)]));
const inputOf = (name: PublishedEdition) => INPUTS.get(name)!;

const rulesOf = (name: PublishedEdition): DocumentRules => {
  const { edition, catalogue, profile } = inputOf(name);
  return { edition, catalogueOf: () => catalogue, profiles: [profile] };
};

const errorsOf = (check: DocumentCheck) => findingsOf(check).filter(({ verdict }) => verdict !== '尾差');

/** What a finding says: the two sides with their values, and the value that the left one would have to have. */
const told = ({ left, right, expected, severity, verdict }: CheckFinding) => ({
  cells: left.cells.map(({ label }) => label),
  printed: left.cells.map(({ printed }) => printed),
  others: right.cells.map(({ printed }) => printed),
  expected,
  severity,
  verdict,
});

/** A figure of each document, what a misprint makes of it, and the figures beside it that reveal it. */
const MISPRINTS = [
  ['gz-2020-final', '3', '2210201', '本年支出合计', '1556.61', '1956.61', ['1556.61', '0.00', '0.00', '0.00', '0.00']],
  ['gz-2021-unit-budget', '3', '20605', '合计', '309.32', '389.32', ['0.00', '309.32', '0.00', '0.00', '0.00', '0.00']],
  ['gz-2026-budget', '3', '20801', '合计', '1.14', '7.14', ['1.14', '0.00', '0.00', '0.00', '0.00']],
  ['qy-2025-budget', '3', '20131', '合计', '1.65', '1.85', ['0.00', '1.65', '0.00', '0.00', '0.00', '0.00']],
  ['sz-2023-unit-budget', '3', '20805', '支出总计', '725', '775', ['725', '0']],
] as const;

describe.each(DOCUMENTS.map(({ edition }) => edition))('%s 公布的数', (name) => {
  const { document } = inputOf(name);
  const check = checkDocument(document, rulesOf(name));

  it('每一行都有规则可查，没有错误，只有尾差', () => {
    expect(check.problems).toEqual([]);
    expect(check.tables.compared).toBeGreaterThan(400);
    expect(errorsOf(check)).toEqual([]);
  });
});

describe.each(MISPRINTS)('%s 表%s %s·%s', (name, table, code, column, right, wrong, others) => {
  const { document } = inputOf(name);
  const at = positionOf(document, table, code, column);

  it(`由 ${right} 改为 ${wrong}，是错误：写出两边的格、数和应为的数`, () => {
    expect(figureAt(document, at)).toBe(right);
    const { tables } = checkDocument(withFigure(document, at, wrong), rulesOf(name));
    const row = document.tables.find(({ no }) => no === table)!.rows[at.rowIndex]!;
    expect(tables.findings.map(told)).toContainEqual({
      cells: [`表${table} ${code} ${row.name}·${column}`],
      printed: [wrong],
      others,
      expected: right,
      severity: 'hard',
      verdict: '错误',
    });
  });
});

describe('导出的工作簿', () => {
  const exported = publishedReport('qy-2025-budget', 'xlsx');

  /** The workbook as a user saved it, with the first 1.65 of table 3 overwritten. */
  async function overwritten(bytes: Uint8Array): Promise<Buffer> {
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = workbook.worksheets.find((each) => each.name.startsWith('表3') || each.name.startsWith('3'))!;
    let done = false;
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (done || cell.value !== 1.65) return;
        cell.value = 1.85;
        done = true;
      }),
    );
    return Buffer.from(await workbook.xlsx.writeBuffer());
  }

  it('没有错误，每个数都检查到；改动一格，即是错误', async () => {
    const bytes = await writeWorkbook(exported);
    const rules = rulesOf('qy-2025-budget');
    const whole = await checkFile({ name: 'qy.xlsx', bytes: Buffer.from(bytes) }, rules);
    expect([errorsOf(whole), whole.problems]).toEqual([[], []]);
    const changed = await checkFile({ name: 'qy.xlsx', bytes: await overwritten(bytes) }, rules);
    const told3 = changed.tables.findings.map(told).filter(({ cells }) => cells[0] === '表3 201 一般公共服务支出·合计');
    expect(told3).toContainEqual(
      expect.objectContaining({ printed: ['1.85'], expected: '1.65', severity: 'hard', verdict: '错误' }),
    );
  });
});

describe('告诉人和程序', () => {
  const { document } = inputOf('qy-2025-budget');
  const [first] = document.tables;
  const stranger = { ...first!.rows[0]!, name: '没有听说过的收入', place: { line: 7 } };
  const odd = {
    ...document,
    narrative: ['收入120万元，比上年增加20万元，增长17%。'],
    tables: document.tables.with(0, { ...first!, rows: [...first!.rows, stranger] }),
  };
  const check = checkDocument(odd, rulesOf('qy-2025-budget'));

  it('版式中没有的行，说明没有检查', () => {
    expect(check.problems).toMatchObject([{ table: '1', place: { line: 7 }, text: '没有听说过的收入' }]);
    expect(renderDocumentCheckText(check)).toContain('  表1，第 7 行：版式和科目表中没有这一行，没有检查。');
  });

  it('文字中的错误与表中的列在一起', () => {
    expect(renderDocumentCheckText(check)).toContain('[错误] 增减率等于增减额除以上年数');
    const { compared, findings } = toDocumentCheckJson(check);
    expect(compared).toBe(check.tables.compared + 1);
    expect(findings.at(-1)).toMatchObject({ rule: '文字-增减率', expected: '20%' });
  });
});
