import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EditionError } from '../edition/edition-error';
import { parseEdition } from '../edition/parse-edition';
import { gz2020Final } from '../testing/gz-2020-final';
import { parseNarrative } from './parse-narrative';

const LIB = join(__dirname, '../..');
const shipped = (folder: string) => readdirSync(join(LIB, folder)).filter((name) => name.endsWith('.yaml'));
const read = (folder: string, name: string) => readFileSync(join(LIB, folder, name), 'utf8');

const EDITION = gz2020Final();

const SMALL = `edition: gz-2020-final
title: 情况说明
earlier: 上年决算数
style: { separators: true, trailingZeros: dropped }
phrases: { increased: 增, decreased: 减, level: 平, reasons: 因 }
reasons: { of: 追加 - 追减, most: 3 }
subjects:
  接待: { where: { sangong: 公务接待费 } }
tallies:
  车辆: { register: vehicles, where: { disposedOn: null }, unit: 辆 }
sections:
  - title: 一
    sentences:
      - { id: 甲, of: 接待, text: '{名称}{净支出}，{净支出 比 上年决算数}' }
      - { id: 乙, each: [接待], text: '{车辆}' }
`;

/** What is said about the file with one text replaced, and at which line. */
function complaint(from: string, to: string): { line: number; message: string } {
  expect(SMALL).toContain(from);
  try {
    parseNarrative(SMALL.replace(from, to), 'small.yaml', EDITION);
  } catch (error) {
    if (error instanceof EditionError) return { line: error.problems[0]!.line, message: error.message };
  }
  throw new Error('应当拒绝');
}

describe('情况说明文件', () => {
  it('每个公开版式都有情况说明，都能读', () => {
    expect(shipped('narratives')).toEqual(shipped('editions'));
    for (const name of shipped('narratives')) {
      const edition = parseEdition(read('editions', name), name);
      expect(parseNarrative(read('narratives', name), name, edition).tables.edition).toBe(edition.edition);
    }
  });

  it.each([
    ['占位写法读不懂', '{净支出 比 上年决算数}', '{净支出 大于 上年决算数}', 14, '读不懂'],
    ['没有的口径', '{名称}{净支出}', '{名称}{净之出}', 14, '“净之出”不是口径'],
    ['没有的主体', 'of: 接待', 'of: 招待', 14, '没有主体“招待”；可用：接待'],
    ['句中没有的主体', '{名称}{净支出}', '{招待.净支出}', 14, '没有主体“招待”'],
    ['逐项列出的主体', 'each: [接待]', 'each: [接待, 招待]', 15, '没有主体“招待”'],
    ['台账没有的字段', 'disposedOn: null', 'soldOn: null', 10, '没有字段“soldOn”；可用：kind、purchasedOn'],
    ['没有的台账', 'register: vehicles', 'register: cars', 10, '应为下列之一：vehicles'],
    ['原因的口径', '追加 - 追减', '追加 - 追剪', 6, '“追剪”不是口径'],
    ['句子重复', 'id: 乙', 'id: 甲', 15, '句子 甲 重复'],
    ['另一版式的文件', 'edition: gz-2020-final', 'edition: other', 1, '应为 gz-2020-final，实为 other'],
    ['筛选条件', 'sangong: 公务接待费', 'funds: 一般公共预算', 8, 'funds'],
    ['缺少的项', 'title: 情况说明\n', '', 1, '（title）'],
  ])('%s：说明在第几行、应该是什么', (_what, from, to, line, message) => {
    const said = complaint(from, to);
    expect(said.message).toContain(message);
    expect(said.line).toBe(line);
  });

  it('不是 YAML', () => expect(complaint('sections:', 'sections: [').message).toContain('不是合格的 YAML'));
});
