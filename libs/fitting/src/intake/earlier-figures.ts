import { type Catalogue } from '@yujue/classification';
import { type Fen, formatYuan, negate, parseAmount, subtract } from '@yujue/money';
import { type ComposedNarrative, type Narrative, composeNarrative, sentencesOf } from '@yujue/reporting';
import { type FitResult } from '../fit-document';
import { type PublishedDocument } from '@yujue/published';
import { type FiledRow } from './dataset-rows';

/** A document's own words, and what they are compared with. */
interface Told {
  readonly document: PublishedDocument;
  readonly fit: Pick<FitResult, 'facts' | 'directory'>;
  readonly catalogue: Catalogue;
  /** Asks for figures of the year before, by the names that it has for them. */
  readonly narrative: Narrative;
  /** Name of the file. */
  readonly file: string;
}

/**
 * Figures of the year before that follow from the document's sentences: 「公务接待费1.96万元，比上年减少1.35万元」 was 3.31.
 * A sentence counts only where its amount is what the fitted ledger gives under that name, so that a figure of another
 * matter is never taken, and only where all such sentences agree. What is worded in other ways is left to be filled in.
 */
export function earlierRows({ document, fit, catalogue, narrative, file }: Told): FiledRow[] {
  const composed = composeNarrative(narrative, {
    report: { facts: fit.facts, directory: fit.directory, catalogue },
    year: document.fiscalYear,
    comparatives: new Map(),
    registers: NO_REGISTERS,
    journal: [],
    fittedTo: file,
  });
  const words = plain(document.narrative.join(''));
  const told = new Map<string, Set<Fen>>();
  for (const [name, { earlier: key }] of Object.entries(narrative.subjects)) {
    if (key === undefined) continue;
    const printed = amountsAsked(name, composed, narrative);
    const figures = changesOf(name, words, document.fiscalYear - 1).filter(({ amount }) => printed.has(amount));
    const earlier = told.get(key) ?? new Set();
    for (const { amount, change } of figures) earlier.add(subtract(amount, change));
    told.set(key, earlier);
  }
  return [...told].flatMap(([key, figures]) => {
    const [figure] = figures;
    if (figure === undefined || figures.size > 1 || figure < 0) return [];
    const row = { 指标口径: key, 金额: formatYuan(figure), 来源: `${file} 正文：本年数减增减额` };
    return [{ file: '上年决算.csv', row }];
  });
}

const NO_REGISTERS = {
  vehicles: [],
  trips: [],
  receptions: [],
  largeAssets: [],
  procurements: [],
  evaluations: [],
  statements: [],
};

/** What the sentences print that want a subject's figure of the year before. */
function amountsAsked(name: string, composed: ComposedNarrative, { earlier, tables }: Narrative): Set<Fen> {
  const asking = sentencesOf(composed).filter(({ gaps }) => gaps.some(({ what }) => what === `${name}${earlier}`));
  const numbers = asking.flatMap((sentence) => sentence.numbers.filter(({ kind }) => kind === 'money'));
  return new Set(numbers.map(({ printed }) => parseAmount(printed.replace(tables.unit, ''), tables.unit)));
}

/** Every 「name 金额万元，比上年增加 差额万元」, with anything in brackets between; the year before may be named. */
function changesOf(name: string, words: string, yearBefore: number): { amount: Fen; change: Fen }[] {
  const brackets = String.raw`(?:\([^()]*\))?`;
  const figure = String.raw`(\d{1,9}(?:\.\d{1,6})?)万元`;
  const subject = `${escaped(plain(name))}${brackets}(?:财政拨款|预算|决算|支出|安排|为)*${figure}${brackets}`;
  const sentence = `${subject},?[比较](?:上年|${yearBefore}年)(?:预算|决算)?数?(增加|减少)${figure}`;
  return [...words.matchAll(new RegExp(sentence, 'g'))].map(([, amount = '', direction, change = '']) => {
    const changed = parseAmount(change, '万元');
    return {
      amount: parseAmount(amount, '万元'),
      change: direction === '增加' ? changed : negate(changed),
    };
  });
}

/** One form of brackets, commas and quotation marks, without blanks and thousands separators. */
const plain = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[“”]/g, '"')
    .replace(/(?<=\d),(?=\d{3})/g, '');

const escaped = (words: string): string => words.replace(/[().]/g, String.raw`\$&`);
