import { fields } from '@yujue/ledger';
import fc from 'fast-check';
import { type z } from 'zod';

/** Values that a field of this name is likely to hold, so that some of what is asked can be done. */
export type Hints = Readonly<Record<string, fc.Arbitrary<unknown> | undefined>>;

type Schema = z.core.$ZodType;

/** The parts of a schema's definition that are walked; zod declares them apart for each kind of schema. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly in?: Schema;
  readonly format?: string;
  readonly checks?: readonly z.core.$ZodCheck[];
}

interface Bounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
}

/** The lengths or values that the checks of a schema name. */
function boundsOf({ checks = [] }: Definition): Bounds {
  const found = checks.map((check) => check._zod.def as unknown as Check);
  const of = (...names: string[]): number | undefined => {
    const check = found.find((each) => names.includes(each.check));
    return check && (check.minimum ?? check.maximum ?? check.value);
  };
  return { minimum: of('min_length', 'greater_than'), maximum: of('max_length', 'less_than') };
}

const ARRAY_ITEMS_MAX = 4;
const TEXT_CHARS_MAX = 12_000;

/**
 * Values that a schema accepts, made by walking it: every kind of it, up to its limits. `hints` are by the name of the field.
 * Throws for a kind of schema that it does not know, so that a new kind is not passed over.
 */
export function arbitraryOf(schema: Schema, hints: Hints = {}, name = ''): fc.Arbitrary<unknown> {
  const made = walk(schema, hints, name);
  const hint = hints[name];
  const candidates = hint ? fc.oneof({ weight: 9, arbitrary: hint }, { weight: 1, arbitrary: made }) : made;
  return accepted(schema as z.ZodType, candidates, name);
}

/** Rejections one after the other from which it is plain that no candidate will ever do. */
const REJECTIONS_MAX = 5_000;

/** Only what the schema accepts. Throws if nothing is accepted, instead of trying forever. */
function accepted(schema: z.ZodType, candidates: fc.Arbitrary<unknown>, name: string): fc.Arbitrary<unknown> {
  let rejections = 0;
  return candidates.filter((value) => {
    const isAccepted = schema.safeParse(value).success;
    rejections = isAccepted ? 0 : rejections + 1;
    if (rejections > REJECTIONS_MAX) throw new Error(`No value is accepted as ${name}: ${JSON.stringify(value)}`);
    return isAccepted;
  });
}

function walk(schema: Schema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  const definition = schema._zod.def as unknown as Definition;
  const bounds = boundsOf(definition);
  switch (definition.type) {
    case 'string':
      return textOf(definition.format, bounds);
    case 'number':
      return fc.oneof(
        fc.integer({ min: bounds.minimum ?? -1_000, max: bounds.maximum ?? 1_000 }),
        fc.constantFrom(bounds.minimum ?? 0, bounds.maximum ?? 0),
      );
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries!));
    case 'literal':
      return fc.constantFrom(...definition.values!);
    case 'nullable':
      return fc.option(arbitraryOf(definition.innerType!, hints, name), { nil: null });
    case 'optional':
    case 'default':
      return fc.option(arbitraryOf(definition.innerType!, hints, name), { nil: undefined });
    case 'array':
      return fc.array(arbitraryOf(definition.element!, hints, singular(name)), {
        minLength: bounds.minimum ?? 0,
        maxLength: ARRAY_ITEMS_MAX,
      });
    case 'object':
      return objectOf(definition.shape!, hints);
    case 'union':
      return fc.oneof(...definition.options!.map((option) => arbitraryOf(option, hints, name)));
    case 'pipe':
      return arbitraryOf(definition.in!, hints, name);
    default:
      throw new Error(`No values can be made for a schema of type ${definition.type} (${name}).`);
  }
}

/** What an array of `opens` holds is hinted under `opens[]`. */
const singular = (name: string): string => `${name}[]`;

const objectOf = (shape: Readonly<Record<string, Schema>>, hints: Hints): fc.Arbitrary<unknown> =>
  fc
    .record(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, arbitraryOf(field, hints, key)])))
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));

function textOf(format: string | undefined, { minimum = 0, maximum = TEXT_CHARS_MAX }: Bounds): fc.Arbitrary<string> {
  if (format === 'date') return anyDay;
  const most = Math.min(maximum, TEXT_CHARS_MAX);
  return fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z0-9]{1,12}$/) },
    { weight: 2, arbitrary: fc.stringMatching(/^[0-9]{1,6}(\.[0-9]{1,2})?$/) },
    {
      weight: 3,
      arbitrary: fc.string({ unit: 'grapheme', minLength: Math.min(minimum, 20), maxLength: Math.min(most, 20) }),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(most, 20) }) },
    { weight: 1, arbitrary: fc.constantFrom('一', '𠮷', '&', '"', '\\').map((character) => longest(character, most)) },
  );
}

const longest = (character: string, most: number): string => character.repeat(Math.floor(most / character.length));

/** Within the range of every schema: fast-check likes the ends of a range, and would try them forever if none passed. */
const anyDay = fc
  .date({
    min: new Date(`${fields.DATE_YEAR_MIN}-01-01`),
    max: new Date(`${fields.FISCAL_YEAR_MAX}-12-31`),
    noInvalidDate: true,
  })
  .map((day) => day.toISOString().slice(0, 10));
