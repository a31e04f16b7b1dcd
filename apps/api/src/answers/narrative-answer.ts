import { REGISTERS, type RegisterName } from '@yujue/ledger';
import { type ComposedNarrative, type NarrativeNumber, type ReportHead, narrativeJsonWith } from '@yujue/reporting';
import { z } from 'zod';
import { named } from '../contract/components';
import { head } from './report-answers';
import { rate, toRate, warnings, yuan } from './values';

const REGISTER_NAMES = Object.keys(REGISTERS) as [RegisterName, ...RegisterName[]];

const words = z.array(z.string()).optional();

/** Which lines a number sums: every dimension that is named must agree. */
const lineFilter = named(
  'LineFilter',
  z.strictObject({
    fund: words,
    function: words,
    economic: words,
    government: words,
    kind: words,
    unit: words,
    unitKind: words,
    project: words,
    projectCategory: words,
    entry: words,
    category: words,
    reservedFor: words,
    sangong: words,
    operatingCost: z.string().optional(),
    origin: z.string().optional(),
    nonTax: words,
    account: z.string().optional(),
    get any() {
      return z.array(lineFilter).optional();
    },
    get none() {
      return z.array(lineFilter).optional();
    },
  }),
);

const numberSource = named(
  'NumberSource',
  z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('ledger'), measure: z.string(), filters: z.array(lineFilter) }),
    z.strictObject({ from: z.literal('comparative'), key: z.string() }),
    z.strictObject({ from: z.literal('register'), register: z.enum(REGISTER_NAMES), entries: z.array(z.string()) }),
    z.strictObject({ from: z.literal('units'), units: z.array(z.string()) }),
  ]),
);

const narrativeGap = named(
  'NarrativeGap',
  z.strictObject({ sentence: z.string(), kind: z.enum(['fact', 'reason']), what: z.string() }),
);

const numberFields = {
  id: z.string(),
  printed: z.string().describe('如文中所印'),
  sources: z.array(numberSource),
};

const narrativeNumber = named(
  'NarrativeNumber',
  z.discriminatedUnion('kind', [
    z.strictObject({ ...numberFields, kind: z.literal('money'), exact: yuan }),
    z.strictObject({
      ...numberFields,
      kind: z.literal('change'),
      exact: yuan,
      direction: z.enum(['增加', '减少', '持平']),
    }),
    z.strictObject({
      ...numberFields,
      kind: z.enum(['count', 'score', 'stated']),
      exact: z.string().describe('个数、得分或登记的原文'),
    }),
    z.strictObject({
      ...numberFields,
      kind: z.literal('rate'),
      rate: rate.nullable().describe('完成率、占比或不带方向的增减率；基数为零时为 null'),
    }),
  ]),
);

const narrativeSentence = named(
  'NarrativeSentence',
  z.strictObject({ id: z.string(), text: z.string(), numbers: z.array(narrativeNumber), gaps: z.array(narrativeGap) }),
);

const narrativeSection = named(
  'NarrativeSection',
  z.strictObject({
    title: z.string(),
    sentences: z.array(narrativeSentence),
    get sections() {
      return z.array(narrativeSection);
    },
  }),
);

/** 情况说明. */
export const narrative = named(
  'Narrative',
  z.strictObject({
    ...head,
    title: z.string(),
    fittedTo: z.string().nullable().describe('拟合所据的公开文件'),
    sections: z.array(narrativeSection),
    gaps: z.array(narrativeGap).describe('全部待填之处'),
    warnings,
  }),
);

/** 情况说明 as the API answers it: rates are pairs. */
export const toNarrativeAnswer = (composed: ComposedNarrative, madeOf: ReportHead) =>
  narrativeJsonWith(toNumberAnswer, composed, madeOf);

function toNumberAnswer(number: NarrativeNumber) {
  if (number.kind !== 'rate') return number;
  const { exact, ...rest } = number;
  return { ...rest, rate: exact && toRate(exact) };
}
