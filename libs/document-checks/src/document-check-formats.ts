import { type CheckJson, renderCheckText, toCheckJson } from '@yujue/reporting';
import { problemLine } from '@yujue/fitting';
import { type ReadingProblem } from '@yujue/published';
import { type DocumentCheck, findingsOf } from './document-check';
import { type WordsFinding } from './words-finding';

/** The result of 勾稽 of a document, for programs. */
export interface DocumentCheckJson {
  readonly publisher: string;
  readonly year: number;
  readonly compared: number;
  readonly findings: readonly (CheckJson['findings'][number] | WordsFinding)[];
  /** What could not be read or placed, and where. */
  readonly problems: readonly ReadingProblem[];
}

/** 勾稽 of a document as one JSON value. */
export const toDocumentCheckJson = (check: DocumentCheck): DocumentCheckJson => ({
  publisher: check.publisher,
  year: check.fiscalYear,
  compared: check.tables.compared + check.words.compared,
  findings: [...toCheckJson(check.tables).findings, ...check.words.findings],
  problems: check.problems,
});

/** 勾稽 of a document for a terminal: whose it is, the findings, errors first, and what was not checked. */
export function renderDocumentCheckText(check: DocumentCheck): string {
  const { publisher, fiscalYear, tables, words, problems } = check;
  const compared = tables.compared + words.compared;
  const unread =
    problems.length === 0 ? [] : [`有 ${problems.length} 处没有读懂，未检查：`, ...problems.map(problemLine)];
  return [
    `${publisher} ${fiscalYear} 年度，按文件上印出的数检查。\n`,
    renderCheckText({ compared, findings: findingsOf(check) }),
    ...unread.map((line) => `${line}\n`),
  ].join('');
}
