import { Workbook } from '@protobi/exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorksheetRows } from '../read-worksheet-rows';

/** Names of three bytes a character, so that pieces of any size are bound to cut some. */
const NAMES = Array.from({ length: 4_000 }, (_, index) => `${'农业农村生态环境'.slice(index % 7)}支出第${index}项`);

async function withNames(): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.addWorksheet('科目').addRows(NAMES.map((name) => [name]));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** The same with its texts in the cells instead of one list of all texts, as other programs write them. */
async function withNamesInCells(): Promise<Buffer> {
  const parts = unzipSync(await withNames());
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  const inCells = sheet.replace(
    /<c r="(\w+)"([^>]*) t="s"[^>]*><v>(\d+)<\/v><\/c>/g,
    (_, place: string, style: string, at: string) =>
      `<c r="${place}"${style} t="inlineStr"><is><t>${NAMES[Number(at)]}</t></is></c>`,
  );
  expect(inCells).toContain(NAMES.at(-1));
  return Buffer.from(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(inCells) }));
}

it.each([
  ['各格的文字集中存放', withNames],
  ['文字存在格中', withNamesInCells],
])('汉字不因分段读取而损坏：%s', async (_, make) => {
  const read: string[] = [];
  for await (const { cells } of readWorksheetRows(await make(), '科目.xlsx')) read.push(cells[0]!);
  expect(read).toEqual(NAMES);
});
