import { columnWidths, PAGE_WIDTH } from './column-widths';
import { type Paper, letterSize } from './letter-size';
import { rowLines, wrappedLines } from './row-lines';
import { type PrintedCell, type PrintedTable } from './printed-cell';

const BLANK = { rowSpan: 1, columnSpan: 1, indent: 0, rowName: '', columnName: '', found: null } as const;
const text = (row: number, column: number, words: string, more: Partial<PrintedCell> = {}): PrintedCell => ({
  ...BLANK,
  kind: 'text',
  row,
  column,
  text: words,
  ...more,
});
const printed = (rows: number, columns: number, cells: readonly PrintedCell[]): PrintedTable => ({
  no: '1',
  title: '表',
  unit: '万元',
  columns,
  headerRows: 1,
  repeatedRows: 1,
  rows,
  cells,
  notes: [],
});
const PAPER: Paper = {
  characters: PAGE_WIDTH,
  height: 400,
  lineHeight: 1.5,
  rowPadding: 2,
  noteHeight: 13,
  size: 9,
  sizeMin: 5,
  sizeSqueezed: 6,
};

describe('栏宽', () => {
  it('窄表加宽到一页', () => {
    const widths = columnWidths(printed(1, 2, [text(0, 0, '名称'), text(0, 1, '内容')]));
    expect(widths).toEqual([PAGE_WIDTH / 2, PAGE_WIDTH / 2]);
  });

  it('合并的格子不够宽时，各栏平分所缺的', () => {
    const merged = text(0, 0, '字'.repeat(29), { columnSpan: 2 });
    const [left, right, other] = columnWidths(printed(1, 3, [merged, text(0, 2, '字'.repeat(14))]));
    expect(left).toBe(right);
    expect(left! / other!).toBeCloseTo(1);
  });
});

describe('行数', () => {
  it.each([
    ['围绕市医救中心业务工作，协助开展业务部门辅助工作，切实保障好广州市医疗救助对象权益。', 60, 2],
    ['字'.repeat(29), 60, 1],
    ['字'.repeat(30), 60, 2],
    ['一\n二\n三', 60, 3],
    ['', 60, 1],
  ])('“%s”在 %d 格宽里占 %d 行', (words, width, lines) => expect(wrappedLines(words, width)).toBe(lines));

  it('合并几行的格子，把所占的行分给各行', () =>
    expect(rowLines(printed(2, 1, [text(0, 0, '字'.repeat(58), { rowSpan: 2 })]), [30])).toEqual([2, 2]));
});

describe('表内字号', () => {
  it('注写满几行，就少几行给表：长的注使表缩小到仍在一页', () => {
    const withNotes = (note: string) => letterSize({ ...rows(28), notes: [note] }, PAPER);
    const [short, long] = [withNotes('字'), withNotes('字'.repeat(PAGE_WIDTH))];
    expect(short).toBeLessThan(PAPER.size);
    // Two more lines of notes, over 28 lines of one and a half times the size.
    expect(short - long).toBeCloseTo((2 * PAPER.noteHeight) / (28 * PAPER.lineHeight));
  });

  const rows = (count: number) =>
    printed(
      count,
      1,
      Array.from({ length: count }, (_, row) => text(row, 0, '名称')),
    );

  it('通常的表用通常的字号', () => expect(letterSize(rows(10), PAPER)).toBe(9));
  it('比一页略长的表缩到一页', () => {
    const size = letterSize(rows(32), PAPER);
    expect(size).toBeLessThan(9);
    expect(32 * (size * PAPER.lineHeight + PAPER.rowPadding)).toBeLessThanOrEqual(PAPER.height);
  });
  it('长得多的表不缩，印几页', () => expect(letterSize(rows(80), PAPER)).toBe(9));
  it('表注也占一页的地方', () =>
    expect(letterSize({ ...rows(32), notes: ['一', '二'] }, PAPER)).toBeLessThan(letterSize(rows(32), PAPER)));
  it('太宽的表缩到一页宽，但不小于能看的', () => {
    const wide = (columns: number) =>
      printed(
        1,
        columns,
        Array.from({ length: columns }, (_, column) => text(0, column, '字'.repeat(29))),
      );
    expect(letterSize(wide(3), PAPER)).toBeCloseTo((9 * PAGE_WIDTH) / 180);
    expect(letterSize(wide(5), PAPER)).toBe(PAPER.sizeMin);
  });
});
