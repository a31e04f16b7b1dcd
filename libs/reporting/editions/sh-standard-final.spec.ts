import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printPercent, rateOf } from '@yujue/money';
import { type TableJson, toTableJson } from '../src/formats/report-json';
import { renderText } from '../src/formats/report-text';
import { checkEdition, fillEdition } from '../src/tables/fill-edition';
import { input2020, published2020 } from '../src/testing/gz-2020-final';
import { editionOf } from '../src/testing/published';

const ROOT = join(__dirname, '../../..');
const edition = editionOf('sh-standard-final');
const filled = fillEdition(edition, input2020());

/** Programs, without the specs and the stand-ins that only specs use. */
const sources = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/spec\.ts$|testing\/|node_modules/.test(path))
    .map((path) => join(folder, path)),
);
const naming = (words: RegExp) => sources.filter((path) => words.test(readFileSync(join(ROOT, path), 'utf8')));

describe('加一个版式只加一个文件', () => {
  it('没有一处程序提到它或它的城市', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(naming(/sh-standard|上海/)).toEqual([]);
  });

  it('各版式都一样：程序各层不提任何一个版式（命令行的用法示例除外）', () => {
    const ids = readdirSync(__dirname).flatMap((name) => (name.endsWith('.yaml') ? [name.replace('.yaml', '')] : []));
    expect(ids).toContain('gz-2020-final');
    expect(naming(new RegExp(ids.join('|'))).filter((path) => path.startsWith('libs/'))).toEqual([]);
  });
});

type Row = TableJson['rows'][number];

/** A published row as this edition prints it: zeros blank, no 行次. */
const withoutZeros = ({ values, ...row }: Row): Row => ({
  ...row,
  lineNo: null,
  values: values.map((value) => (value === '0.00' ? null : value)),
});
const published = (no: string): Row[] =>
  (published2020().find((table) => table.no === no)!.rows as unknown as Row[]).map(withoutZeros);
const table = (no: string) => filled.tables.find((each) => each.no === no)!;
const rows = (no: string) => toTableJson(table(no)).rows;
const withAmount = (row: Row) => row.values.some((value) => value !== null);

describe('由 2020 年的账填出的九张表，各数与广州公开的相同，零不印出', () => {
  it('九张表', () =>
    expect(filled.tables.map(({ title }) => title)).toEqual(
      published2020()
        .slice(0, 9)
        .map(({ title }) => title),
    ));

  it('表1 收支总表：二十六个类都列出，非财政拨款结余的行名用新的说法', () =>
    expect(rows('1')).toEqual(
      published('1').map((row) =>
        row.name === '使用非财政拨款结余' ? { ...row, name: '使用非财政拨款结余（含专用结余）' } : row,
      ),
    ));

  it.each(['2', '3', '4', '5', '7', '8'])('表%s', (no) => expect(rows(no)).toEqual(published(no)));

  it('表6 基本支出只列有数的科目', () => expect(rows('6')).toEqual(published('6').filter(withAmount)));

  it('表9 没有发生额，照印合计和说明', () => {
    expect(rows('9')).toEqual([{ ...published('9')[0]! }]);
    expect(table('9').notes).toEqual(['本年没有发生额。']);
  });

  it('功能分类的类、款、项分三栏，名称逐级缩进', () => {
    const text = renderText(filled);
    expect(text).toMatch(/类 +款 +项 +科目名称/);
    expect(text).toMatch(/210 +13 +01 +\u3000\u3000城乡医疗救助/);
  });

  it('“三公”经费与年初预算数相比，比率两位小数：决算 395,650.00 元 ÷ 预算 534,800.00 元 = 73.98%', () => {
    const { columns, rows: sangong } = table('7');
    expect(new Set(columns.map(({ measure }) => measure))).toEqual(new Set(['年初预算', '净支出']));
    const exact = (column: string) => sangong[0]!.cells.find((cell) => cell?.column === column)!.exact;
    const rate = rateOf(exact('决算数/合计'), exact('年初预算数/合计'))!;
    expect(printPercent(rate, edition.percent)).toBe('73.98%');
  });

  it('勾稽：分位全部相符', () => {
    const { compared, findings } = checkEdition(filled);
    expect(compared).toBeGreaterThan(300);
    expect(findings.filter(({ verdict }) => verdict !== '尾差')).toEqual([]);
  });
});
