import { type UnitKind } from './dimensions';

/**
 * How sure a name or a pair is. `confirmed`: a published document prints it; `high`: known, no document at hand;
 * `medium`: the code is known, its wording was not checked; `low`: a recollection that counts as unknown.
 */
export const CONFIDENCES = ['confirmed', 'high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** The years that the national lists cover; a year beyond them takes the list of the nearest. */
export const NATIONAL_YEARS = { first: 2018, last: 2026 } as const;

/** What the rows of all national lists say: in which years they are valid, how sure they are, and where from. */
interface NationalRow {
  /** First and last budget year; null: in force by the first year that the lists cover, and no end known. */
  readonly from: number | null;
  readonly to: number | null;
  readonly confidence: Confidence;
  readonly source: string;
}

/** A code with its name in some years; a code that was renamed has a row for each name. */
export interface NationalCode extends NationalRow {
  readonly code: string;
  readonly name: string;
}

/** One line of the 对照 of the two economic classifications. */
export interface NationalPair extends NationalRow {
  readonly economicCode: string;
  readonly governmentCode: string;
  readonly unitKinds: readonly UnitKind[];
}

/** 政府收支分类科目 of all years, as national/*.csv has them. */
export interface NationalLists {
  readonly functions: readonly NationalCode[];
  readonly economic: readonly NationalCode[];
  readonly government: readonly NationalCode[];
  readonly income: readonly NationalCode[];
  readonly governmentEconomic: readonly NationalPair[];
}

/** The files of the lists, by the names that `parseNationalLists` has for them. */
export const NATIONAL_FILES: Readonly<Record<keyof NationalLists, string>> = {
  functions: 'functions.csv',
  economic: 'economic.csv',
  government: 'government-economic.csv',
  income: 'income.csv',
  governmentEconomic: 'economic-to-government.csv',
};

/**
 * Reads the national lists from the texts of their files. Their fields hold no commas, quotes or line breaks (a spec
 * keeps it so), so lines are split and not parsed: 2 ms for all of them, where a CSV parser takes 50 ms of every start.
 */
export function parseNationalLists(texts: Readonly<Record<keyof NationalLists, string>>): NationalLists {
  return {
    functions: rowsOf(texts.functions).map(codeOf),
    economic: rowsOf(texts.economic).map(codeOf),
    government: rowsOf(texts.government).map(codeOf),
    income: rowsOf(texts.income).map(codeOf),
    governmentEconomic: rowsOf(texts.governmentEconomic).map(pairOf),
  };
}

const rowsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

const codeOf = ([code = '', name = '', from, to, confidence, source = '']: readonly string[]): NationalCode => ({
  code,
  name,
  from: yearOf(from),
  to: yearOf(to),
  confidence: confidenceOf(confidence),
  source,
});

const UNIT_KINDS_OF: Readonly<Record<string, readonly UnitKind[]>> = {
  '行政/参公': ['行政', '参公'],
  事业: ['事业'],
  不分: ['行政', '参公', '事业'],
};

function pairOf([economicCode = '', kinds = '', governmentCode = '', ...rest]: readonly string[]): NationalPair {
  const [from, to, confidence, source = ''] = rest;
  return {
    economicCode,
    governmentCode,
    unitKinds: UNIT_KINDS_OF[kinds] ?? [],
    from: yearOf(from),
    to: yearOf(to),
    confidence: confidenceOf(confidence),
    source,
  };
}

const yearOf = (text: string | undefined): number | null => (text ? Number(text) : null);

/** An unknown word does not say how sure a row is, so the row is left out like a `low` one. */
const confidenceOf = (text: string | undefined): Confidence => CONFIDENCES.find((each) => each === text) ?? 'low';

/** The rows that are valid in a year and surer than a recollection. */
export const knownIn = <Row extends NationalRow>(year: number, rows: readonly Row[]): Row[] =>
  rows.filter(
    ({ from, to, confidence }) =>
      confidence !== 'low' && (from === null || from <= year) && (to === null || year <= to),
  );

/** The year whose list a year takes: its own, or the nearest that the lists cover. */
export const listYearOf = (year: number): number => Math.min(Math.max(year, NATIONAL_YEARS.first), NATIONAL_YEARS.last);
