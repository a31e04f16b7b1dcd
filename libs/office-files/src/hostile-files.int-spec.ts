import { Workbook } from '@protobi/exceljs';
import { ARCHIVE_ENTRIES_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX, OFFICE_FILE_BYTES_MAX } from './limits';
import { readWorksheetRows } from './read-worksheet-rows';
import { type OfficeFileError } from './office-file-error';
import { makeZip, sheetXml, workbookParts } from './testing/make-xlsx';

const SHEET = sheetXml([
  ['支付编号', '日期'],
  ['Z1', '2026-03-05'],
]);
const MEGABYTE = 1024 * 1024;

async function rowsOf(bytes: Buffer): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of readWorksheetRows(bytes, '清单.csv')) rows.push([...cells]);
  return rows;
}

/** The refusal: its code, and one sentence that says what to do. */
async function refusalOf(bytes: Buffer): Promise<string> {
  const error: OfficeFileError = await rowsOf(bytes).then(
    () => Promise.reject(new Error('应当拒绝')),
    (refused: OfficeFileError) => refused,
  );
  return `${error.code} ${error.message}`;
}

describe('压缩包', () => {
  it('手工拼成的最小工作簿可以读', async () =>
    expect(await rowsOf(makeZip(workbookParts(SHEET)))).toEqual([
      ['支付编号', '日期'],
      ['Z1', '2026-03-05'],
    ]));

  it('压缩炸弹：压缩比过高、文件过多、所标大小不实', async () => {
    const bomb = makeZip([...workbookParts(SHEET), { name: 'xl/media/a.bin', content: Buffer.alloc(64 * MEGABYTE) }]);
    expect(bomb.length).toBeLessThan(MEGABYTE / 8);
    expect(await refusalOf(bomb)).toMatch(
      /^FILE_ARCHIVE_BOMB 文件异常：其中 xl\/media\/a\.bin 的压缩比超过 150 倍，未导入。/,
    );
    const many = Array.from({ length: ARCHIVE_ENTRIES_MAX + 1 }, (_, index) => ({ name: `a${index}`, content: '' }));
    expect(await refusalOf(makeZip(many))).toMatch(
      /^FILE_ARCHIVE_BOMB 文件异常：内含 1001 个文件，超过 1000 个，未导入。/,
    );
    const liar = makeZip([
      ...workbookParts(SHEET),
      { name: 'a.bin', content: Buffer.alloc(64 * MEGABYTE), claimedSize: 9 },
    ]);
    expect(await refusalOf(liar)).toMatch(
      /^FILE_ARCHIVE_BROKEN 文件无法读取：其中 a\.bin 的内容与所标大小不符或已损坏。/,
    );
    const huge = makeZip([...workbookParts(SHEET), { name: 'a.bin', content: 'x', claimedSize: 600 * MEGABYTE }]);
    expect(await refusalOf(huge)).toMatch(/^FILE_ARCHIVE_BOMB 文件异常：解压后有 601 MB，超过 512 MB，未导入。/);
  });

  it('目录中没有的内容、与目录不同的名称', async () => {
    const [workbook, relations, sheet] = workbookParts(SHEET);
    const hidden = makeZip([
      workbook!,
      { ...sheet!, name: 'xl/worksheets/sheet9.xml', unlisted: true },
      relations!,
      sheet!,
    ]);
    const renamed = makeZip([workbook!, relations!, { ...sheet!, name: 'docs/readme.xml', localName: sheet!.name }]);
    for (const bytes of [hidden, renamed])
      expect(await refusalOf(bytes)).toMatch(/^FILE_ARCHIVE_BROKEN 文件无法读取：内部结构与目录不符。/);
  });

  it('截断的文件、不是工作簿的压缩包、内容不是 XML', async () => {
    const whole = makeZip(workbookParts(SHEET));
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toMatch(
      /^FILE_ARCHIVE_BROKEN .*不是完整的 \.xlsx 文件/,
    );
    expect(await refusalOf(makeZip([{ name: 'readme.txt', content: 'x' }]))).toMatch(
      /^FILE_ARCHIVE_BROKEN .*没有工作簿/,
    );
    expect(await refusalOf(makeZip(workbookParts('<worksheet><sheetData><row><c></row>')))).toMatch(
      /^FILE_ARCHIVE_BROKEN 文件无法读取：工作表内容不完整或不合规范。/,
    );
  });

  it('宏、外部链接', async () => {
    const withPart = (name: string) => makeZip([...workbookParts(SHEET), { name, content: 'x' }]);
    expect(await refusalOf(withPart('xl/vbaProject.bin'))).toMatch(
      /^FILE_MACROS 文件带有宏，未导入。请在 Excel 中另存为/,
    );
    expect(await refusalOf(withPart('xl/externalLinks/externalLink1.xml'))).toMatch(
      /^FILE_EXTERNAL_LINKS 文件引用了其他工作簿，未导入。请在 Excel 的“数据—编辑链接”中断开链接/,
    );
  });
});

describe('过大的表', () => {
  it('声明一百万个空白列、真有过多的列', async () => {
    const declared = sheetXml([['a']], '<cols><col min="1" max="1000000" width="9"/></cols>');
    expect(await refusalOf(makeZip(workbookParts(declared)))).toMatch(
      /^FILE_TOO_MANY_COLUMNS 表格有 1000000 列，最多 256 列，未导入。请删除空白列/,
    );
    const real = sheetXml([Array.from({ length: IMPORT_COLUMNS_MAX + 1 }, () => 'x')]);
    expect(await refusalOf(makeZip(workbookParts(real)))).toMatch(/^FILE_TOO_MANY_COLUMNS 表格有 257 列/);
  });

  it('整列设了格式、没有内容的空白列不妨碍', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('清单');
    sheet.getColumn(16_384).width = 30;
    sheet.getCell('XFD1').font = { bold: true };
    sheet.getCell('A1').value = '支付编号';
    expect(await rowsOf(Buffer.from(await book.xlsx.writeBuffer()))).toEqual([['支付编号']]);
  });

  it('行数过多、文件过大', async () => {
    expect(await refusalOf(Buffer.from('x\n'.repeat(IMPORT_ROWS_MAX + 1)))).toMatch(
      /^FILE_TOO_MANY_ROWS 文件超过 200,000 行，未导入。请按月份或单位拆成几个文件/,
    );
    expect(() => readWorksheetRows(Buffer.alloc(OFFICE_FILE_BYTES_MAX + 1), 'a.xlsx')).toThrow(
      '文件超过 32 MB，未导入。',
    );
  });
});

describe('不是 .xlsx 的 Excel 文件', () => {
  const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

  it('旧格式 .xls、设有密码的文件', () => {
    expect(() => readWorksheetRows(Buffer.concat([COMPOUND, Buffer.from('Workbook', 'utf16le')]), 'a.xls')).toThrow(
      '这是旧格式的 .xls 文件，未导入。请在 Excel 或 WPS 中另存为“Excel 工作簿 (*.xlsx)”后再导入。',
    );
    expect(() =>
      readWorksheetRows(Buffer.concat([COMPOUND, Buffer.from('EncryptedPackage', 'utf16le')]), 'a.xlsx'),
    ).toThrow('文件设有打开密码，未导入。');
  });
});

describe('CSV', () => {
  const TEXT = '支付编号,收款人\nZ1,"示例（甲）店"\n';
  const ROWS = [
    ['支付编号', '收款人'],
    ['Z1', '示例（甲）店'],
  ];
  /** 支付编号,收款人 / Z1,示例（甲）店 as Excel in China writes it. */
  const GB18030 = Buffer.from('d6a7b8b6b1e0bac52ccad5bfeec8cb0a5a312cbbbe', 'hex');

  it('UTF-8 有无 BOM、制表符分隔都能读', async () => {
    for (const text of [TEXT, `\uFEFF${TEXT}`, TEXT.replaceAll(',', '\t')])
      expect(await rowsOf(Buffer.from(text))).toEqual(ROWS);
  });

  it('GB18030 能读', async () => expect((await rowsOf(GB18030))[0]).toEqual(['支付编号', '收款人']));

  it('引号没有闭合时指出所在行，不是文件末尾', async () => {
    const text = '支付编号,收款人\nZ1,甲店\nZ2,"乙店\nZ3,丙店\nZ4,丁店\n';
    expect(await refusalOf(Buffer.from(text))).toMatch(/^FILE_CSV_BROKEN 第 3 行的引号没有闭合。/);
    expect(await refusalOf(Buffer.from('a,b\n1,"x"y\n'))).toMatch(/^FILE_CSV_BROKEN 第 2 行的引号位置不对。/);
  });

  it('含空字符、不明编码、空文件', async () => {
    expect(() => readWorksheetRows(Buffer.alloc(0), 'a.csv')).toThrow('文件是空的，未导入。');
    expect(await refusalOf(Buffer.from('a,b\0\n'))).toMatch(/^FILE_KIND_UNKNOWN 文件含有空字符/);
    expect(await refusalOf(Buffer.from([0x61, 0xff, 0xff, 0x0a]))).toMatch(/^FILE_KIND_UNKNOWN 无法识别文件的编码。/);
  });
});
