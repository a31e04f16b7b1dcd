import { type ExpectedTable } from '../expected/expected-table';
import { type ReadingProblem } from '../published-document';
import { findNamed } from '../rows/row-label';
import { type ReadRow, type ReadRows } from '../rows/read-table-rows';
import { figuresForm, isColumnNumbers } from '../sections/evidence';
import { isNote, isPrelude, noteText } from '../sections/marks';
import { type Segments, segmentsOf } from '../source/segments';
import { type SourceRow, wordsOf } from '../source/source-row';
import { printedWidth } from '../source/words';
import { partBetweenRows } from './between-rows';
import { beginsRow, canGoOn, hidesAnother, hidesFigures, widestName } from './doubts';
import { type Fragment, byLine, fragmentsOf, joined, withoutLineNos } from './fragments';
import { pageHeader } from './page-header';
import { rejoinNames } from './rejoin-names';
import { isNamed, splitHead } from './split-cells';

/** Reads a table from running text: lines whose cells are parted by blanks, names wrapped over several lines. */
export function readRunningTable(lines: readonly SourceRow[], table: ExpectedTable): ReadRows {
  const header = pageHeader(lines, table);
  const reader = new RunningReader(table, widestName(lines.slice(header.length), table));
  lines.slice(0, header.length).forEach((line) => {
    reader.takeHeader(line);
  });
  let index = header.length;
  while (index < lines.length) {
    const skipped = header.linesAt(index);
    if (skipped > 0) reader.beginPage();
    else reader.take(lines[index]!);
    index += Math.max(skipped, 1);
  }
  return reader.finish();
}

/** A row with its words in pieces, before the widths of all rows are known. */
interface OpenRow extends Omit<ReadRow, 'head' | 'texts'> {
  readonly code: string | null;
  readonly lineNo: string | null;
  head: readonly Fragment[];
  /** Words behind the figures. */
  texts: readonly Fragment[];
}

/** The usual length of a unit's code, until a row has shown it. */
const UNIT_CODE_LENGTH = 6;

class RunningReader {
  private readonly rows: OpenRow[] = [];
  private readonly notes: string[] = [];
  private readonly problems: ReadingProblem[] = [];
  private pending: Fragment[] = [];
  private noting = false;
  /** Whether no row, and no line, has been read since the last page header. */
  private readonly fresh = { row: true, line: false };
  private readonly wordsBehind: readonly string[];

  constructor(
    private readonly table: ExpectedTable,
    /** Of the widest line of a name, in half-width units. */
    private readonly nameWidth: number,
  ) {
    this.wordsBehind = table.words.filter(({ place }) => place === 'afterAmounts').map(({ path }) => path);
  }

  /** A header has no amounts; one that seems to is a row whose figures cannot be read. */
  takeHeader(line: SourceRow): void {
    if (!isPrelude(line) && !isColumnNumbers(line) && hidesFigures(line.raw, this.table)) this.report(line, UNREADABLE);
  }

  beginPage(): void {
    this.fresh.row = true;
    this.fresh.line = true;
    this.noting = false;
  }

  take(line: SourceRow): void {
    if (isNote(line)) {
      this.noting = true;
      this.notes.push(noteText(line));
      return;
    }
    const found = isColumnNumbers(line) ? null : segmentsOf(line.raw, figuresForm(this.table));
    if (found) this.takeFigures(found, line);
    else if (this.noting) this.notes.push(wordsOf(line));
    else this.takeWords(line);
    this.fresh.line = false;
  }

  private takeWords(line: SourceRow): void {
    if (hidesFigures(line.raw, this.table)) {
      this.refuse(line);
      return;
    }
    if (this.wordsBehind.length === 0 && beginsRow(line.raw, this.table)) this.dropPending();
    this.pending.push(...fragmentsOf(line.raw, line, this.fresh.line));
  }

  /** A row whose figures cannot be read, with the lines of its name above them. */
  private refuse({ place, raw }: SourceRow): void {
    const name = this.wordsBehind.length === 0 ? this.pending.splice(0) : [];
    this.report({ place, raw: `${joined(name)} ${raw}` }, UNREADABLE);
  }

  /** Words that a new row follows, and no figures, were a row. */
  private dropPending(): void {
    for (const line of byLine(this.pending)) this.report({ place: line[0]!.place, raw: joined(line) }, NO_FIGURES);
    this.pending = [];
  }

  private takeFigures({ segments, tail }: Segments, line: SourceRow): void {
    this.noting = false;
    const left = this.wordsBehind.length === 0 ? tail : '';
    if (left !== '' || segments.some(({ words }) => hidesAnother(words, this.table))) {
      this.refuse(line);
      return;
    }
    segments.forEach(({ words, amounts }, index) => {
      // Two rows on one line are the two sides in order; for one row only its name decides the side.
      const side = segments.length === this.table.sides.length ? this.table.sides[index]!.side : undefined;
      this.addRow(this.headOf(fragmentsOf(words, line), line), { side, amounts, place: line.place });
    });
    this.addTexts(fragmentsOf(tail, line));
  }

  private headOf(inline: readonly Fragment[], line: SourceRow): readonly Fragment[] {
    const apart = inline.length > 0 && this.table.words.length === 0 && !canGoOn(this.pending, this.nameWidth);
    if (this.wordsBehind.length === 0 && (apart || beginsRow(joined(inline), this.table))) this.dropPending();
    const between = this.pending;
    this.pending = [];
    if (this.wordsBehind.length === 0 || this.rows.length === 0) return [...between, ...inline];
    const coded = this.rows.find(({ code }) => code !== null);
    const codeLength = this.table.hasCodes ? (coded?.code?.length ?? UNIT_CODE_LENGTH) : 0;
    const parted = partBetweenRows(between, inline, this.table, codeLength);
    this.addTexts(parted.texts);
    if (parted.guessed) this.report(line, '分不清这一行的名称和上一行的文字从哪里分开，请核对该行名称。');
    return parted.head;
  }

  private addRow(fragments: readonly Fragment[], row: Pick<OpenRow, 'side' | 'amounts' | 'place'>): void {
    const { lineNo, words } = this.table.hasLineNos ? withoutLineNos(fragments) : { lineNo: null, words: fragments };
    const code = this.table.hasCodes ? (/^\d{3,}$/.exec(words[0]?.text ?? '')?.[0] ?? null) : null;
    const head = code === null ? words : words.slice(1);
    if (this.table.hasCodes && code === null && /^\d[\dOoIl]*$/.test(words[0]?.text ?? '')) {
      this.report({ place: row.place, raw: joined(words) }, '这一行的编码读不出来，请对照原文改正后重新读入。');
    }
    this.rows.push({ ...row, code, lineNo, head, texts: [], topOfPage: this.fresh.row });
    this.fresh.row = false;
  }

  private addTexts(texts: readonly Fragment[]): void {
    const last = this.rows.at(-1);
    if (last) last.texts = [...last.texts, ...texts];
  }

  private report({ place, raw }: Pick<SourceRow, 'place' | 'raw'>, message: string): void {
    this.problems.push({ table: this.table.no, place, text: raw.trim(), message });
  }

  finish(): ReadRows {
    const narrative = this.endTable();
    rejoinNames(this.rows);
    const free = this.rows.filter(({ head }) => !isNamed(head, this.table));
    const nameWidth = Math.max(0, ...free.map(({ head }) => printedWidth(head[0]?.text ?? '')));
    const rows = this.rows.map((row) => this.close(row, nameWidth));
    return { rows, notes: this.notes, problems: this.problems, narrative };
  }

  /** Words below the last row belong to it, or, where that is the edition's last row, to no row. */
  private endTable(): string[] {
    const last = this.rows.at(-1);
    if (last && this.wordsBehind.length > 0) {
      this.addTexts(this.pending);
      return [];
    }
    const lines = byLine(this.pending);
    const ended = this.table.sides.some(
      ({ rows, end }) => last && end && findNamed(joined(last.head), rows, last.lineNo) === end,
    );
    if (ended) return lines.map(joined);
    for (const line of lines) this.report({ place: line[0]!.place, raw: joined(line) }, NO_FIGURES);
    return [];
  }

  private close({ head, code, lineNo, texts, ...row }: OpenRow, nameWidth: number): ReadRow {
    const behind = texts.length > 0 ? { [this.wordsBehind.join('、')]: joined(texts) } : {};
    const { name, texts: words } = splitHead(head, this.table, nameWidth);
    return { ...row, head: { words: name, code, lineNo }, texts: { ...words, ...behind } };
  }
}

const UNREADABLE = '这一行的数字不是本表应有的金额，或者个数不对，没有读入。请对照原文改正这一行后重新读入。';
const NO_FIGURES = '这一行没有本表应有的金额，没有读入。请核对原文，必要时把金额补在同一行。';
