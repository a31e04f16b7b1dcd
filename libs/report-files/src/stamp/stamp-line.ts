import { type ReportStamp } from './stamp';

/** Enough of a digest for two people to compare over the telephone; the whole digest is in the file's properties. */
const DIGITS_SHOWN = 16;

/** The stamp as a small line under a page, for people. */
export function stampLine(stamp: ReportStamp): string {
  const { edition, department, year, asOf, knownAt, events, seal, fittedTo, figures } = stamp;
  return [
    ...(fittedTo === null ? [] : ['拟合数，不是单位的账']),
    `版式 ${edition}`,
    `部门 ${department}`,
    `${year} 年度`,
    asOf === null ? '截至年末' : `截至 ${asOf}`,
    ...(knownAt === null ? [] : [`按 ${knownAt} 所知`]),
    `账目至第 ${events} 号事件`,
    `封存值 ${seal.slice(0, DIGITS_SHOWN)}`,
    `数据摘要 ${figures.slice(0, DIGITS_SHOWN)}`,
  ].join('　');
}
