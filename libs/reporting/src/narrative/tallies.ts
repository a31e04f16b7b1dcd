import { parseYuan, sum } from '@yujue/money';
import { type NarrativeInput } from './narrative';
import { type TallyDefinition } from './narrative-schema';
import { type Value, gap } from './value';

/** An entry's fields, in any register. */
interface Entry {
  readonly entryNo: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Matches every date of the year in a condition. */
const THIS_YEAR = '本年';

/**
 * Counts the entries of a register, or adds up one of their fields. An empty register is a gap, unless the ledger shows
 * that there was nothing to register (`noneExpected`).
 */
export function tally(
  name: string,
  definition: TallyDefinition,
  { registers, year }: Pick<NarrativeInput, 'registers' | 'year'>,
  noneExpected: boolean,
): Value {
  const { register, sum: field, unit, where } = definition;
  const entries: readonly Entry[] = registers[register];
  if (entries.length === 0 && !noneExpected) return gap(name);
  const counted = entries.filter(({ content }) =>
    Object.entries(where).every(([key, wanted]) => holds(content[key], wanted, year)),
  );
  const sources = [{ from: 'register' as const, register, entries: counted.map(({ entryNo }) => entryNo) }];
  if (field === undefined) return { kind: 'count', amount: counted.length, unit: unit ?? '', sources };
  const values = counted.map(({ content }) => String(content[field] ?? '0'));
  return unit === undefined
    ? { kind: 'money', amount: sum(values.map(parseYuan)), sources }
    : { kind: 'count', amount: values.reduce((total, value) => total + Number(value), 0), unit, sources };
}

function holds(value: unknown, wanted: TallyDefinition['where'][string], year: number): boolean {
  if (wanted === THIS_YEAR) return typeof value === 'string' && value.startsWith(`${year}-`);
  return Array.isArray(wanted) ? wanted.includes(String(value)) : value === wanted;
}
