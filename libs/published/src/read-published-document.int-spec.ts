import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { makeZip, sheetXml, workbookParts } from '@yujue/office-files/testing';
import { type PublishedDocument } from './published-document';
import { readPublishedDocument } from './read-published-document';
import { rowsOf, smallEdition } from './testing/small-edition';

const read = (bytes: Buffer | string, name = 'small.txt'): Promise<PublishedDocument> =>
  readPublishedDocument({ name, bytes: Buffer.from(bytes) }, [smallEdition()]);

/** Enough of the small edition's titles to know it by. */
const TITLES = ['收支预算总表', '项目支出预算表', '基本支出经济分类表', '任务安排表', '两年比较表'].join('\n');
const TABLE = '支出预算明细表\n部门：某某局\n科目编码\t科目名称\t总额\t基本支出\t项目支出\n\t合计\t12.00\t7.00\t5.00';
const TEXT = `2030年部门预算\n${TITLES}\n${TABLE}\n`;
/** A text in GB18030, which Node decodes but does not encode: by the characters of all its pairs of bytes. */
function gb18030(text: string): Buffer {
  const pairs = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1)
      pairs.set(new TextDecoder('gb18030').decode(Buffer.from([high, low])), [high, low]);
  }
  return Buffer.from([...text].flatMap((character) => pairs.get(character) ?? [...Buffer.from(character)]));
}

describe('文件的编码', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['带标记的 UTF-8', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['GB18030', gb18030(TEXT)],
  ])('%s 的文字', async (_, bytes) => {
    const { tables, publisher, fiscalYear } = await read(bytes);
    expect([publisher, fiscalYear, ...rowsOf(tables[0])]).toEqual(['某某局', 2030, '合计 12.00 7.00 5.00']);
  });
});

describe('网页和工作簿', () => {
  const cells = (tag: string, texts: readonly string[]) => texts.map((text) => `<${tag}>${text}</${tag}>`).join('');

  it('合并的表头、空格、千分位，与文字读出来一样', async () => {
    const page = `<html><body><p>2030年部门预算</p>${TITLES.split('\n')
      .map((title) => `<li>${title}</li>`)
      .join('')}
      <h2>支出预算明细表</h2><p>部门：某某局</p><table>
      <tr><th colspan="2">科目</th><th rowspan="2">总额</th><th colspan="2">其中</th></tr>
      <tr>${cells('th', ['科目编码', '科目名称', '基本支出', '项目支出'])}</tr>
      <tr>${cells('td', ['', '合&nbsp;计', '1,012.00', '7.00', '1,005.00'])}</tr>
      <tr>${cells('td', ['2010101', '　某某管理', '5.00', '5.00', '0.00'])}</tr></table></body></html>`;
    const { tables, problems } = await read(page, 'small.html');
    expect(rowsOf(tables[0])).toEqual(['合计 1012.00 7.00 1005.00', '2010101 某某管理 5.00 5.00 0.00']);
    expect(problems).not.toEqual([]);
    expect(problems.filter(({ message }) => !message.startsWith('没有找到表'))).toEqual([]);
  });

  it('工作簿里的数按本表的小数位读，写成文字的数也是数', async () => {
    const sheet = sheetXml([
      ['2030年部门预算'],
      ...TITLES.split('\n').map((title) => [title]),
      ['支出预算明细表'],
      ['科目编码', '科目名称', '总额', '基本支出', '项目支出'],
      ['', '合计', '12', '7.5', '4.505'],
      ['201', '甲类支出', '1,234.50', '1234.5', '0'],
    ]);
    const { tables } = await read(makeZip(workbookParts(sheet)), 'small.xlsx');
    expect(rowsOf(tables[0])).toEqual(['合计 12.00 7.50 4.51', '201 甲类支出 1234.50 1234.50 0.00']);
    expect(tables[0]!.rows[1]!.place).toEqual({ worksheet: '清单', line: 10 });
  });

  it.each([
    ['认错的字', '201\t甲类支出\t1O.00\t10.00\t0.00', '“1O.00”不是本表的金额'],
    ['缺一格', '201\t甲类支出\t10.00\t\t0.00', '这一行缺“基本支出”栏的金额'],
    ['全缺', '201\t甲类支出\t\t\t', '“甲类支出”这一行没有金额'],
  ])('%s的行报出来，不丢掉', async (_, line, message) => {
    const { problems } = await read(`${TEXT}${line}\n`);
    const found = problems.filter(({ table }) => table === '2');
    expect(found.map((problem) => [problem.place.line, problem.message])).toEqual([
      [TEXT.split('\n').length, expect.stringContaining(message)],
    ]);
  });

  it('标题丢了的一页，按表头和栏数认出是哪张表', async () => {
    const page =
      '科目编码\t科目名称\t总额\t基本支出\t项目支出\n\t合计\t12.00\t7.00\t5.00\n201\t甲类支出\t5.00\t5.00\t0.00';
    const { tables } = await read(
      `2030年部门预算\n${TITLES}\n支出预算明细表\n\n第二部分 预算表\n\n${page}\n\n${page.replace('201\t甲', '202\t乙')}`,
    );
    expect(rowsOf(tables[0])).toEqual([
      '合计 12.00 7.00 5.00',
      '201 甲类支出 5.00 5.00 0.00',
      '202 乙类支出 5.00 5.00 0.00',
    ]);
  });

  it('没有找到的表，逐张报出来', async () => {
    const { problems } = await read(TEXT);
    expect(problems.map(({ table }) => table)).toEqual(['1', '3', '4', '5', '6', '7']);
  });
});

describe('读不了的文件', () => {
  const huge = Buffer.alloc(OFFICE_FILE_BYTES_MAX + 1, 0x20);
  const bomb = makeZip(workbookParts(sheetXml([['0'.repeat(64 * 1024 * 1024)]])));
  const compound = (content: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(content, 'utf16le')]);

  it.each([
    ['空文件', Buffer.alloc(0), 'FILE_EMPTY', '是空文件'],
    ['没有文字的文件', Buffer.from(' \n\n '), 'FILE_EMPTY', '扫描的文件请先识别成文字'],
    ['过大的文件', huge, 'FILE_TOO_LARGE', '超过 32 MB'],
    [
      '不是文字的文件',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
      'FILE_KIND_UNKNOWN',
      '请改用 .txt、.html、.xlsx 或 .docx',
    ],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'FILE_KIND_UNKNOWN', 'PDF 请先另存为文字'],
    ['别的文件', Buffer.from('会议通知\n\n2030年3月1日开会。'), 'NO_EDITION_FITS', '没有一种公开版式与'],
    ['有密码的工作簿', compound('EncryptedPackage'), 'FILE_ENCRYPTED', '取消密码'],
    ['旧格式的工作簿', compound('Workbook'), 'FILE_OLD_FORMAT', '另存为'],
    ['压缩炸弹', bomb, 'FILE_ARCHIVE_BOMB', '压缩比'],
    ['残缺的工作簿', Buffer.from('PK\u0003\u0004残缺'), 'FILE_ARCHIVE_BROKEN', '不是完整的 .xlsx'],
  ])('%s说清楚为什么、怎么办', async (_, bytes, code, words) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string });
  });

  it('没有版式相符时，说出认到了什么', async () => {
    const error = await read('2030年部门预算\n收支预算总表\n支出预算明细表').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'NO_EDITION_FITS',
      message: expect.stringContaining('认出年度 2030') as string,
      details: ['small-2030-budget：认出 29% 的表名'],
    });
  });
});
