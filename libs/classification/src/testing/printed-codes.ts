import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../../..');

/** The five documents' figures, by their years. */
const FILES: Readonly<Record<number, string>> = {
  2020: 'samples/gz-ybj-2020/published.json',
  2021: 'test/fixtures/published/gz-2021-unit-budget.json',
  2023: 'test/fixtures/published/sz-2023-unit-budget.json',
  2025: 'test/fixtures/published/qy-2025-budget.json',
  2026: 'test/fixtures/published/gz-2026-budget.json',
};

/** Each list's codes that the document of a year prints beside a name. */
export function printedCodes(year: number): Record<'functions' | 'economic' | 'government', string[]> {
  const { tables } = JSON.parse(readFileSync(join(ROOT, FILES[year]!), 'utf8')) as {
    tables: { rows: { code: string | null }[] }[];
  };
  const codes = [...new Set(tables.flatMap(({ rows }) => rows.flatMap(({ code }) => code ?? [])))];
  const beginning = (digit: string) =>
    codes.filter((code) => code.startsWith(digit) && /^\d{3}(\d\d){0,2}$/.test(code));
  return { functions: beginning('2'), economic: beginning('3'), government: beginning('5') };
}
