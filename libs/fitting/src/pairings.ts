import { EXPENDITURE_KINDS, UNIT_KINDS } from '@yujue/classification';
import { type ReportLine } from '@yujue/facts';
import { parse } from 'yaml';
import { z } from 'zod';

const conditions = z.strictObject({
  /** Beginnings of codes. */
  function: z.array(z.string()).optional(),
  economic: z.array(z.string()).optional(),
  kind: z.array(z.enum(EXPENDITURE_KINDS)).optional(),
  unitKind: z.array(z.enum(UNIT_KINDS)).optional(),
  /** Beginnings of 品目编号 in the words of a register's entry. */
  goods: z.array(z.string()).optional(),
  category: z.array(z.string()).optional(),
});

type Conditions = z.output<typeof conditions>;

const pairings = z.array(z.strictObject({ if: conditions, then: conditions, source: z.string() }));

/** 通常的搭配: what a line of some dimensions usually has in its others. A preference among fits, never a constraint. */
export type Pairing = z.output<typeof pairings>[number];

/** Reads the file of usual pairings. Throws ZodError for a file that is not of its shape. */
export const parsePairings = (text: string): Pairing[] => pairings.parse(parse(text));

/** How many of the usual pairings a line goes against. */
export const oddness = (line: ReportLine, usual: readonly Pairing[]): number =>
  usual.filter((pairing) => holds(pairing.if, line) && !holds(pairing.then, line)).length;

function holds(when: Conditions, line: ReportLine): boolean {
  return (
    begins(when.function, line.functionCode) &&
    begins(when.economic, line.economicCode) &&
    isOneOf(when.kind, line.expenditureKind) &&
    isOneOf(when.unitKind, line.unitKind) &&
    begins(when.goods, goodsCode(line)) &&
    isOneOf(when.category, line.entry?.category ?? null)
  );
}

const begins = (prefixes: readonly string[] | undefined, code: string | null): boolean =>
  prefixes === undefined || (code !== null && prefixes.some((prefix) => code.startsWith(prefix)));

const isOneOf = (allowed: readonly string[] | undefined, value: string | null): boolean =>
  allowed === undefined || (value !== null && allowed.includes(value));

function goodsCode({ entry }: ReportLine): string | null {
  const header = Object.keys(entry?.texts ?? {}).find((name) => name.includes('品目编号'));
  return header === undefined ? null : (entry?.texts[header] ?? null);
}
