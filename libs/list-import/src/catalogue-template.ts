import { type Catalogue, type CodeEntry } from '@yujue/classification';
import { stringify } from 'csv-stringify/sync';
import { excelJs } from '@yujue/office-files';
import { type TemplateFormat } from './templates';

const HEADER = ['编码', '名称', '类别', '对应政府经济（行政、参公）', '对应政府经济（事业）', '说明'] as const;

const NOTES: Readonly<Record<CodeEntry['confidence'], string>> = {
  confirmed: '',
  high: '没有见到印出它的文件',
  medium: '名称未经核对',
};

/**
 * A year's 科目 as a list that an office corrects and puts into its `catalogues` folder, where it replaces the national
 * one. The last column says what to look at; it is not read.
 */
export async function catalogueTemplate(catalogue: Catalogue, format: TemplateFormat): Promise<Buffer> {
  const rows = rowsOf(catalogue);
  if (format === 'csv')
    return Buffer.from(stringify([[...HEADER], ...rows], { bom: true, record_delimiter: 'windows' }));
  const { Workbook } = await excelJs();
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet('科目', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [10, 48, 12, 26, 22, 24].map((width) => ({ width, style: { numFmt: '@' } }));
  sheet.addRow([...HEADER]).font = { bold: true };
  for (const row of rows) sheet.addRow(row);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function rowsOf(catalogue: Catalogue): string[][] {
  const lists = [
    ['功能', catalogue.functions],
    ['部门经济', catalogue.economic],
    ['政府经济', catalogue.government],
    ['收入', catalogue.income],
    ['非税收入', catalogue.nonTax],
  ] as const;
  return lists.flatMap(([kind, { entries }]) =>
    entries.map(({ code, name, confidence }) => {
      const pair = (unitKind: '行政' | '事业') =>
        // What a 类 leads to follows from its 款.
        code.length === 5 && kind === '部门经济' ? (catalogue.governmentCodeOf(code, unitKind) ?? '') : '';
      return [code, name, kind, pair('行政'), pair('事业'), NOTES[confidence]];
    }),
  );
}
