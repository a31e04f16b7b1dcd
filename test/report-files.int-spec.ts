import { randomUUID } from 'node:crypto';
import { Workbook } from '@protobi/exceljs';
import { ExportReport, LoadDataset, RecordCommand, VerifyFile } from '@yujue/application';
import { type ReportFormatName, sidecarText } from '@yujue/report-files';
import { Refusal } from '@yujue/ledger';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type TestApplication, startApplication } from './support/application';
import { writeDataset } from './support/small-dataset';

const QUESTION = { edition: 'gz-2020-final', department: 'small', fiscalYear: 2020 };
const FORMATS: readonly ReportFormatName[] = ['xlsx', 'docx', 'ofdp', 'html', 'json', 'csv'];

let app: TestApplication;

beforeAll(async () => {
  app = await startApplication();
  await app.commands.execute(new LoadDataset(await writeDataset()));
  await app.catchUp();
});

afterAll(() => app.close());

const exported = (format: ReportFormatName) => app.queries.execute(new ExportReport(QUESTION, format));

const verified = (bytes: Uint8Array, sidecar: string | null = null) =>
  app.commands.execute(new VerifyFile(Buffer.from(bytes), sidecar));

/** The file with a text inside it replaced, by the name of its part. */
function withText(bytes: Uint8Array, part: string, from: string, to: string): Uint8Array {
  const files = unzipSync(bytes);
  const text = strFromU8(files[part]!);
  expect(text).toContain(from);
  return zipSync({ ...files, [part]: strToU8(text.replace(from, to)) });
}

describe('导出的文件', () => {
  it.each(FORMATS)('%s：同一问题两次得到同样的字节，核对相符', async (format) => {
    const first = await exported(format);
    const second = await exported(format);
    expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0);
    const sidecar = format === 'csv' ? sidecarText(first.stamp) : null;
    expect(await verified(first.bytes, sidecar)).toMatchObject({ verdict: '相符' });
  });

  it('xlsx：改了一个数，指出表、行、栏和两个值', async () => {
    const { bytes } = await exported('xlsx');
    const workbook = new Workbook();
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    // 表 3 的合计支出：1,200.50 + 200,000.00 + 60,000.00 元 = 26.12 万元。
    const cell = workbook.getWorksheet('表3 支出决算表')!.getCell('C5');
    expect(cell.value).toBe(26.12);
    cell.value = 26.13;
    expect(await verified(new Uint8Array(await workbook.xlsx.writeBuffer()))).toMatchObject({
      verdict: '文件被改动',
      changes: [{ table: '3', row: '合计', column: '本年支出合计', inFile: '26.13', inLedger: '26.12' }],
    });
  });

  it('docx：正文可以改写，表中的数不可以', async () => {
    const { bytes } = await exported('docx');
    const prose = withText(bytes, 'word/document.xml', '部门的主要职责。', '主管本市医疗保障。');
    expect(await verified(prose)).toMatchObject({ verdict: '相符' });
    const { verdict, changes } = (await verified(withText(bytes, 'word/document.xml', '>26.12<', '>62.12<'))) as {
      verdict: string;
      changes: readonly object[];
    };
    expect(verdict).toBe('文件被改动');
    expect(changes).toEqual([expect.objectContaining({ table: '1', inFile: '62.12', inLedger: '26.12' })]);
  });

  it.each(['html', 'json', 'csv'] as const)('%s：改了一个数，指出来', async (format) => {
    const { bytes, stamp } = await exported(format);
    const changed = Buffer.from(Buffer.from(bytes).toString('utf8').replace('26.12', '62.12'));
    const sidecar = format === 'csv' ? sidecarText(stamp) : null;
    const found = await verified(changed, sidecar);
    expect(found).toMatchObject({ verdict: '文件被改动', changes: [{ table: '1' }] });
  });

  it('没有戳记的文件被拒绝，说明缘由', async () => {
    const { bytes } = await exported('csv');
    await expect(verified(bytes)).rejects.toMatchObject({ code: 'FILE_NOT_STAMPED' });
    await expect(verified(Buffer.from('PK 不是压缩包'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it.each([
    ['空文件', Buffer.alloc(0), 'FILE_NOT_STAMPED'],
    ['100 MB 的文字', Buffer.alloc(100 * 1024 * 1024, '一'), 'FILE_TOO_LARGE'],
    ['压缩包炸弹', zipSync({ 'docProps/core.xml': new Uint8Array(70 * 1024 * 1024) }), 'FILE_UNREADABLE'],
  ])('%s很快被拒绝', async (_, bytes, code) => expect(verified(bytes)).rejects.toMatchObject({ code }));
});

describe('账目在文件之后', () => {
  let before: Uint8Array;

  beforeAll(async () => {
    before = (await exported('xlsx')).bytes;
    const paper = { documentNo: 'P9', occurredOn: '2020-04-01', reason: '办公用品' };
    const payment = { lineId: 'A1', amount: '300.00', paymentId: 'Z9', payee: '示例文具店', ...paper };
    const envelope = { commandId: randomUUID(), actor: '测试' };
    const recorded = await app.commands.execute(
      new RecordCommand({ unit: '900001', fiscalYear: 2020 }, { type: 'disburse', data: payment }, envelope),
    );
    expect(recorded).not.toBeInstanceOf(Refusal);
    await app.catchUp();
  });

  it('又有新业务，旧文件仍与它那时的账目相符，新文件的数不同', async () => {
    expect(await verified(before)).toMatchObject({ verdict: '相符' });
    const after = await exported('xlsx');
    expect(Buffer.compare(Buffer.from(after.bytes), Buffer.from(before))).not.toBe(0);
    expect(await verified(after.bytes)).toMatchObject({ verdict: '相符' });
  });
});

describe('另一个库', () => {
  it('说明账目不同', async () => {
    const { bytes } = await exported('xlsx');
    const other = await startApplication();
    try {
      const verdict = () => other.commands.execute(new VerifyFile(Buffer.from(bytes), null));
      expect(await verdict()).toMatchObject({ verdict: '账目不同', reason: expect.stringContaining('只有 0 个') });
      await other.commands.execute(new LoadDataset(await writeDataset()));
      await other.catchUp();
      expect(await verdict()).toMatchObject({ verdict: '账目不同' });
    } finally {
      await other.close();
    }
  });
});
