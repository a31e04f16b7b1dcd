import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { isPrintable } from '@yujue/reporting';
import { type ReportDocument } from './report-document';
import { REPORT_FORMATS, type ReportFormatName } from './report-formats';
import { readStamp } from './stamp/read-stamp';
import { publishedReport } from './testing/published-report';

/** A NUL, an escape, a next-line, a form feed, half a surrogate pair, a noncharacter; and what a text may well have. */
const HOSTILE = 'a\u0000b\u001bc\u0085d\fe\ud800f\uffffg';
const HARMLESS = '第一行\n“引号”,逗号<i>&amp;\t𠮷';

/** A report out of an old log, whose names hold what was accepted then. */
function hostileReport(file: ReportFormatName): ReportDocument {
  const report = publishedReport('gz-2020-final', file);
  const [first] = report.filled.tables;
  const [row, ...rows] = first!.rows;
  const named = { ...row!, name: HOSTILE + HARMLESS };
  return {
    ...report,
    departmentName: HOSTILE,
    filled: { ...report.filled, tables: [{ ...first!, rows: [named, ...rows], notes: [HOSTILE] }] },
  };
}

const bytesOf = async (file: ReportFormatName): Promise<Buffer> =>
  Buffer.from(await REPORT_FORMATS[file].write(hostileReport(file)));

/** Every text in a file, decoded as strictly as the programs that open it do. */
function textsIn(bytes: Buffer): string[] {
  const parts = bytes.subarray(0, 2).toString('latin1') === 'PK' ? Object.entries(unzipSync(bytes)) : [['', bytes]];
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (parts as [string, Uint8Array][]).map(([, content]) => decoder.decode(content));
}

describe.each(Object.keys(REPORT_FORMATS) as ReportFormatName[])('名称里有控制字符时，%s 文件', (file) => {
  it('仍可打开：没有任何文件不能有的字符', async () => {
    for (const text of textsIn(await bytesOf(file))) expect(isPrintable(text)).toBe(true);
  });

  it('读回与写出逐处相同，戳记也在', async () => {
    const bytes = await bytesOf(file);
    const { read } = REPORT_FORMATS[file];
    const { filled } = hostileReport(file);
    expect(await read(bytes, filled)).toEqual(await read(await bytesOf(file), filled));
    if (file !== 'csv') expect(await readStamp(bytes, null)).toEqual(hostileReport(file).stamp);
  });
});

describe('核对文件时，读不了的文件不算相符', () => {
  const withPart = async (file: ReportFormatName, name: string, change: (text: string) => string): Promise<Buffer> => {
    const parts = unzipSync(await bytesOf(file));
    return Buffer.from(zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name]!))) }));
  };

  it.each([
    ['xlsx', 'xl/workbook.xml', '\u0001'],
    ['docx', 'word/document.xml', '\u000b'],
    ['docx', 'word/document.xml', '&#11;'],
    ['docx', 'word/document.xml', '&#x0;'],
    ['ofdp', 'data/facts.csv', '\u0000'],
  ] as const)('%s 的 %s 含有 %j', async (file, part, character) => {
    const bytes = await withPart(file, part, (text) => `${text.slice(0, 200)}${character}${text.slice(200)}`);
    await expect(readStamp(bytes, null)).rejects.toThrow(/无法打开/);
  });

  it.each(['json', 'csv', 'html'] as const)('%s 含有空字符，或不是 UTF-8', async (file) => {
    const bytes = await bytesOf(file);
    const { filled } = hostileReport(file);
    const readBack = async (broken: Buffer) => REPORT_FORMATS[file].read(broken, filled);
    await expect(readBack(Buffer.concat([bytes, Buffer.from([0])]))).rejects.toThrow(/无法打开/);
    await expect(readBack(Buffer.concat([bytes, Buffer.from([0xff])]))).rejects.toThrow(/无法打开/);
  });
});
