import { type Edition } from '@yujue/reporting';
import { PublishedDocumentError } from '../published-error';
import { publisherIn } from '../sections/marks';
import { type SourceRow, isGridRow, wordsOf } from '../source/source-row';
import { plain } from '../source/words';

/** What a document says of itself. */
export interface Recognised {
  readonly edition: Edition;
  readonly publisher: string;
  readonly fiscalYear: number;
}

/**
 * Chooses the edition whose table titles a document has, and finds who published it for which year. Among editions
 * with as many titles, the one of the document's year comes first.
 *
 * @throws PublishedDocumentError NO_EDITION_FITS when fewer than half of every edition's titles occur.
 */
export function recognise(rows: readonly SourceRow[], fileName: string, editions: readonly Edition[]): Recognised {
  const lines = rows.filter((row) => !isGridRow(row)).map((row) => plain(wordsOf(row)));
  const year = commonest(lines.flatMap((line) => yearsIn(line))) ?? yearsIn(`${plain(fileName)}预算`)[0] ?? null;
  const ranked = editions
    .map((edition) => ({ edition, share: titleShare(lines, edition), distance: yearDistance(edition, year) }))
    .sort((one, other) => other.share - one.share || one.distance - other.distance);
  const [best] = ranked;
  if (!best || best.share < TITLES_SHARE_MIN) {
    const closest = ranked.slice(0, 3).map(({ edition, share }) => `${edition.edition}：认出 ${percent(share)} 的表名`);
    throw new PublishedDocumentError(
      'NO_EDITION_FITS',
      `没有一种公开版式与“${fileName}”相符：${recognised(year, closest)}请确认这是部门预算或决算的公开文件；若是新的版式，请先仿照已有的版式文件写一份。`,
      closest,
    );
  }
  const publisher = commonest(rows.flatMap((row) => publisherIn(row) ?? [])) ?? '';
  return { edition: best.edition, publisher, fiscalYear: year ?? Number(yearOf(best.edition)) };
}

/** Half of an edition's titles: text extraction loses some, another city's edition shares a few. */
const TITLES_SHARE_MIN = 0.5;

function titleShare(lines: readonly string[], { tables }: Edition): number {
  const found = tables.filter(({ title }) => lines.some((line) => line.endsWith(plain(title))));
  return found.length / tables.length;
}

const yearsIn = (line: string): number[] =>
  [...line.matchAll(/(20\d\d)年?度?(?=.{0,12}(?:预算|决算))/g)].map(([, year]) => Number(year));

const yearOf = (edition: Edition): string | undefined => /20\d\d/.exec(`${edition.edition} ${edition.title}`)?.[0];

function yearDistance(edition: Edition, year: number | null): number {
  const own = yearOf(edition);
  return own === undefined || year === null ? Number.MAX_SAFE_INTEGER : Math.abs(Number(own) - year);
}

function commonest<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

const percent = (share: number): string => `${String(Math.round(share * 100))}%`;

const recognised = (year: number | null, closest: readonly string[]): string =>
  `${year === null ? '没有认出年度' : `认出年度 ${String(year)}`}，最接近的版式 ${closest[0] ?? '没有'}。`;
