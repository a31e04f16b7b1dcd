import {
  type ComposedNarrative,
  type ComposedSection,
  type ComposedSentence,
  type NarrativeGap,
  type NarrativeNumber,
  sentencesOf,
} from '../narrative/composed';
import { quotientOf } from '../rates/rate-pair';
import { type Html, html, htmlPage, warningBand } from './html';
import { type ReportHead } from './report-json';
import { warningLine } from './report-text';
import { FITTED } from './trace-formats';

/** 情况说明 as other programs read it: every number with what it was made from, and all gaps once more. */
export interface NarrativeJson<Number = NumberJson> extends ReportHead, ComposedNarrative<Number> {
  readonly gaps: readonly NarrativeGap[];
}

/** A number in JSON; of a rate, `exact` is its quotient as digits. */
export interface NumberJson extends Omit<NarrativeNumber, 'exact'> {
  readonly exact: string | null;
}

/** The shape of `narrative --format json`. */
export const toNarrativeJson = (narrative: ComposedNarrative, head: ReportHead): NarrativeJson =>
  narrativeJsonWith(toNumberJson, narrative, head);

/** The same with numbers as `numberJson` writes them. */
export const narrativeJsonWith = <Number>(
  numberJson: (number: NarrativeNumber) => Number,
  narrative: ComposedNarrative,
  head: ReportHead,
): NarrativeJson<Number> => ({
  ...head,
  ...narrative,
  sections: narrative.sections.map((section) => sectionJson(numberJson, section)),
  gaps: gapsOf(narrative),
});

const sectionJson = <Number>(
  numberJson: (number: NarrativeNumber) => Number,
  { title, sentences, sections }: ComposedSection,
): ComposedSection<Number> => ({
  title,
  sentences: sentences.map((sentence) => ({ ...sentence, numbers: sentence.numbers.map(numberJson) })),
  sections: sections.map((section) => sectionJson(numberJson, section)),
});

const toNumberJson = (number: NarrativeNumber): NumberJson =>
  number.kind === 'rate' ? { ...number, exact: number.exact && quotientOf(number.exact).toString() } : number;

const gapsOf = (narrative: ComposedNarrative): NarrativeGap[] => sentencesOf(narrative).flatMap(({ gaps }) => gaps);

const KINDS = { fact: '缺数据', reason: '缺原因' } as const;

/** 情况说明 for a terminal, and under it what is still to be filled in. */
export function renderNarrativeText(narrative: ComposedNarrative): string {
  const gaps = gapsOf(narrative).map(({ sentence, kind, what }) => `- ${KINDS[kind]}：${what}（${sentence}）`);
  const missing = gaps.length > 0 ? ['', `待填 ${gaps.length} 处：`, ...gaps] : [];
  const warnings = (narrative.warnings ?? []).map(warningLine);
  return `${[...warnings, narrative.title, ...fittedLines(narrative), ...narrative.sections.flatMap(sectionLines), ...missing].join('\n')}\n`;
}

/** No reader should take a fitted text for the unit's own account. */
const fittedLines = ({ fittedTo }: ComposedNarrative): string[] =>
  fittedTo === null ? [] : [`${FITTED}（${fittedTo}）`];

const sectionLines = ({ title, sentences, sections }: ComposedSection): string[] => [
  '',
  title,
  ...sentences.map(({ text }) => text),
  ...sections.flatMap(sectionLines),
];

/** 情况说明 as a page that prints well; `back` is the address of the tables. */
export function renderNarrativeHtml(narrative: ComposedNarrative, back: string): string {
  const { title } = narrative;
  const gaps = gapsOf(narrative);
  return htmlPage(
    title,
    html`<h1>${title}</h1>
      ${warningBand(narrative.warnings)}
      <p class="head"><a href="${back}">返回报表</a><span>与报表取自同一套账，各数四舍五入一次</span></p>
      ${fittedLines(narrative).map((line) => html`<p>${line}</p>`)}
      ${narrative.sections.map((section) => sectionHtml(section))}
      ${
        gaps.length > 0
          ? html`<h2>待填 ${gaps.length} 处</h2>
              <ul>
                ${gaps.map(gapHtml)}
              </ul>`
          : null
      }`,
  );
}

const sectionHtml = ({ title, sentences, sections }: ComposedSection): Html =>
  html`<h3>${title}</h3>
    ${sentences.map(sentenceHtml)}${sections.map((section) => sectionHtml(section))}`;

const sentenceHtml = ({ text }: ComposedSentence): Html => html`<p>${text}</p>`;

const gapHtml = ({ kind, what }: NarrativeGap): Html => html`<li>${KINDS[kind]}：${what}</li>`;
