import { type ExpectedList } from '../expected/expected-table';
import { type SourceRow } from '../source/source-row';
import { tidyName } from '../source/words';
import { type ListRow } from './list-row';

/** What levels are called: 产出指标, 质量指标, 服务对象满意度指标. */
const LEVEL = /指标$/;

/**
 * The rows of a list in running text: levels, where they change, then a name and the rest. A name and what comes after
 * it may be broken over lines; extraction ends the last line of a cell with a blank.
 */
export function runningRows(lines: readonly SourceRow[], { columns, levels }: ExpectedList): ListRow[] {
  const rows: ListRow[] = [];
  let open: OpenRow = { levels: [], name: null };
  for (const { row, text } of wholeLines(lines)) {
    const tokens = text.trim().split(/\s+/);
    if (open.name === null) open = opened(open, tokens, levels, row);
    if (open.name === null || tokens.length === 0) continue;
    // A single level is the one next to the name: the levels before it go on.
    const above = [...Array<string>(levels - open.levels.length).fill(''), ...open.levels];
    const texts = [...above, tidyName(open.name.text), tidyName(tokens.join(' '))];
    rows.push({ texts: texts.slice(0, columns.length), row: open.name.row });
    open = { levels: [], name: null };
  }
  const { name } = open;
  if (name) rows.push({ texts: columns.map((_, column) => (column === levels ? name.text : '')), row: name.row });
  return rows;
}

/** A row whose last text has not been read yet. */
interface OpenRow {
  readonly levels: readonly string[];
  readonly name: { readonly text: string; readonly row: SourceRow } | null;
}

/** Takes levels and a name off the front of a line; a line of levels alone leaves the name to the next. */
function opened(open: OpenRow, tokens: string[], levels: number, row: SourceRow): OpenRow {
  const found = leadingLevels(tokens, levels);
  const own = found > 0 ? tokens.splice(0, found) : open.levels;
  const text = tokens.shift();
  return { levels: own, name: text === undefined ? null : { text, row } };
}

function leadingLevels(tokens: readonly string[], levels: number): number {
  const first = tokens.findIndex((token) => !LEVEL.test(token));
  return Math.min(levels, first === -1 ? tokens.length : first);
}

/** Lines with those joined that are parts of one cell. */
function wholeLines(lines: readonly SourceRow[]): { row: SourceRow; text: string }[] {
  const whole: { row: SourceRow; text: string }[] = [];
  let goesOn = false;
  for (const row of lines) {
    const last = whole.at(-1);
    if (goesOn && last) last.text += row.raw.trimStart();
    else whole.push({ row, text: row.raw });
    goesOn = isBroken(whole.at(-1)!.text);
  }
  return whole;
}

/** A cell ends with its line where a blank follows it; without one it ends where a name and more are whole. */
function isBroken(line: string): boolean {
  if (/\s$/.test(line)) return false;
  const opened = line.replace(/[^（(]/g, '').length;
  const closed = line.replace(/[^）)]/g, '').length;
  return opened > closed || !/\S\s+\S/.test(line.trim());
}
