import { toTableJson } from '../formats/report-json';
import { gz2020Final, input2020, published2020 } from '../testing/gz-2020-final';
import { fillEdition } from './fill-edition';

describe('2020 年广州市医疗保障局部门决算的十张表，由以元计的账算出', () => {
  const { tables } = fillEdition(gz2020Final(), input2020());

  it.each(published2020().map((table) => [table.no, table] as const))(
    '表%s 逐行逐格与公开文件相同',
    (no, published) => {
      const { title, columns, rows } = toTableJson(tables.find((table) => table.no === no)!);
      expect(title).toBe(published.title);
      expect(columns).toEqual(published.columns);
      expect(rows).toEqual(published.rows);
    },
  );

  it('尾差说明印在有尾差的表1、表3、表7之下，无发生额的说明只在表9之下', () => {
    const withNote = (words: string) =>
      tables.filter(({ notes }) => notes.some((note) => note.includes(words))).map(({ no }) => no);
    expect(withNote('可能有尾差')).toEqual(['1', '3', '7']);
    expect(withNote('没有发生额')).toEqual(['9']);
  });

  it('没有尾差的账，不印尾差说明', () => {
    const empty = fillEdition(gz2020Final(), { ...input2020(), facts: [] });
    expect(empty.tables.flatMap(({ notes }) => notes).filter((note) => note.includes('可能有尾差'))).toEqual([]);
  });

  it('没有的表，说出有哪些', () =>
    expect(() => fillEdition(gz2020Final(), input2020(), '11')).toThrow(
      '版式 gz-2020-final 没有“表 11”。可选：1、2、3、4、5、6、7、8、9、10。',
    ));
});
