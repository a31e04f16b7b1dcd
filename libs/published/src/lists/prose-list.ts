import { type ExpectedList } from '../expected/expected-table';
import { type SourceRow, wordsOf } from '../source/source-row';
import { tidyName } from '../source/words';
import { type ListRow } from './list-row';

/**
 * The rows of a list of one column, in running text or in cells: sentences that each begin with the column's name and a
 * number (目标 1：) and may go on over several lines; a cell may hold several. Words without such a beginning belong to the
 * sentence before them.
 */
export function proseRows(lines: readonly SourceRow[], { columns: [name = ''] }: ExpectedList): ListRow[] {
  const beginning = beginningWith(name);
  const sentences: { row: SourceRow; text: string }[] = [];
  for (const row of lines) {
    for (const part of wordsOf(row).split(beginning)) {
      const last = sentences.at(-1);
      if (last && part.search(beginning) !== 0) last.text += ` ${part}`;
      else sentences.push({ row, text: part });
    }
  }
  return sentences.map(({ row, text }) => ({ texts: [tidyName(text)], row }));
}

/** The place before a name, a number and a colon. */
const beginningWith = (name: string): RegExp =>
  new RegExp(`(?=${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}\\s*\\d+\\s*[：:])`);
