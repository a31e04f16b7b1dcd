import { unpartedWords } from './unparted-words';

const row = (line: number, texts: Record<string, string>) => ({
  side: null,
  ordinal: null,
  code: null,
  name: '某项目',
  lineNo: null,
  values: [],
  texts,
  place: { line },
});
const table = (no: string, ...rows: ReturnType<typeof row>[]) => ({ no, title: '', columns: [], notes: [], rows });

describe('连成一片的文字', () => {
  it('说明哪张表、哪些栏、从第几行起、共几行；分得开的不提', () => {
    const parted = table('4', row(3, { 绩效目标: '目标' }));
    const run = table(
      '10',
      row(8, {}),
      row(9, { '项目内容、绩效目标': '内容目标' }),
      row(12, { '项目内容、绩效目标': '又一' }),
    );
    expect(unpartedWords({ tables: [parted, run] })).toEqual([
      { table: '10', columns: ['项目内容', '绩效目标'], rows: 2, line: 9 },
    ]);
  });
});
