import fc from 'fast-check';
import { type Fen, formatYuan } from '@yujue/money';
import { AHEAD_GROUNDS } from '../ahead';
import { type LedgerCommand, type NewLine } from '../commands';
import { totalOf } from '../entry';
import { REVERSIBLE_KINDS, reversibleKind } from '../reversible';
import { type UnitYear } from '../unit-year';
import * as sample from './sample';

/** The lines that random commands name. */
const LINES = [
  sample.services,
  sample.reception,
  sample.lottery,
  sample.otherIncome,
  sample.carried,
  sample.carriedServices,
  sample.carriedReception,
  sample.granted,
];

const line = fc.constantFrom<NewLine>(...LINES);
const two = (value: number) => String(value).padStart(2, '0');
const upTo = (most: number) => fc.integer({ min: 1, max: most }).map((value) => formatYuan(value as Fen));
/** What gives is mostly larger than what takes, or nothing would be left to take back. */
const much = upTo(60_000);
const amount = upTo(6_000);
const id = fc.integer({ min: 1, max: 12 }).map(String);
const NATURES = ['结转', '结余'] as const;
const nature = fc.constantFrom(...NATURES);
/** The days on which something happens. */
export const DAYS = Array.from({ length: 12 }, (_, month) =>
  ['05', '25'].map((day) => `2020-${two(month + 1)}-${day}`),
).flat();
/** Any day, in whatever order: events are recorded late, and corrected later still. */
const day = fc.constantFrom(...DAYS);
const early = fc.constantFrom(...DAYS.slice(0, 8));
/** Documents are named after their days, so that a reversal names some entry rather often. */
const document = day.map(sample.documentOf);
const usual = { nil: undefined, freq: 3 };

/** Any command, sensible or not: what cannot be is refused, and what is accepted must keep the identities. */
export const anyCommand: fc.Arbitrary<LedgerCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(line, much, early).map((it) => sample.appropriate(...it)) },
  { weight: 3, arbitrary: fc.tuple(line, much, early).map((it) => sample.supplement(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.reduce(...it)) },
  {
    weight: 3,
    arbitrary: fc.tuple(line, line, amount, day).map(([from, to, sum, on]) => sample.transfer(from, to, sum, sum, on)),
  },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.freeze(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.unfreeze(...it)) },
  { weight: 3, arbitrary: fc.tuple(line, much, nature, early).map((it) => sample.bring(...it)) },
  { weight: 3, arbitrary: fc.tuple(line, much, early).map((it) => sample.receive(...it)) },
  { weight: 1, arbitrary: fc.tuple(amount, day).map((it) => sample.collect(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, id, amount, day).map((it) => sample.commit(...it)) },
  { weight: 1, arbitrary: fc.tuple(id, amount, day).map((it) => sample.release(...it)) },
  {
    weight: 8,
    arbitrary: fc.tuple(line, id, amount, day, fc.option(id, { nil: undefined })).map((it) => sample.pay(...it)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(line, id, amount, fc.constantFrom(...AHEAD_GROUNDS), early).map((it) => sample.payAhead(...it)),
  },
  { weight: 2, arbitrary: fc.tuple(id, amount, day).map((it) => sample.refund(...it)) },
  { weight: 4, arbitrary: fc.tuple(id, id, line, amount, day).map((it) => sample.reclassify(...it)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(line, amount, fc.option(nature, usual), day)
      .map(([on, sum, as, date]) => sample.carry(on, sum, as && { nature: as }, date)),
  },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.surrender(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.allocate(...it)) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...REVERSIBLE_KINDS), document, amount, day).map((it) => sample.reverse(...it)),
  },
  { weight: 1, arbitrary: fc.constant(sample.closeMonth(1)) },
  { weight: 1, arbitrary: fc.constant(sample.reopenMonth(1)) },
);

/**
 * A command as a person would ask it who looks at what there is: it takes back a payment or releases a contract that was
 * recorded, and a reversal repeats an entry's own kind and amount. What else is wrong with it stays wrong.
 */
export function looking(year: UnitYear, asked: LedgerCommand): LedgerCommand {
  switch (asked.type) {
    case 'refundDisbursement':
      return { ...asked, data: { ...asked.data, paymentId: known(year.payments, asked.data.paymentId) } };
    case 'reclassifyDisbursement': {
      const paymentId = known(year.payments, asked.data.paymentId);
      const newPaymentId = `${asked.data.newPaymentId}-${year.payments.size}`;
      // Half of them on the payment's own day, which is the first on which it can be moved.
      const own = Number(asked.data.newPaymentId) % 2 === 0 ? year.payments.get(paymentId) : undefined;
      const occurredOn = own?.occurredOn ?? asked.data.occurredOn;
      return { ...asked, data: { ...asked.data, paymentId, newPaymentId, occurredOn } };
    }
    case 'releaseCommitment':
      return { ...asked, data: { ...asked.data, commitmentId: known(year.commitments, asked.data.commitmentId) } };
    case 'reopenMonth':
      return { ...asked, data: { ...asked.data, month: Math.max(year.closedThrough, 1) } };
    case 'closeMonth':
      return { ...asked, data: { ...asked.data, month: year.closedThrough + 1 } };
    case 'reverseEntry': {
      const { corrects } = asked.data;
      const found = [...year.entries].find(([number, { documentNo }]) => [number, documentNo].includes(corrects));
      if (!found) return asked;
      const [number, { money }] = found;
      const original = { corrects: number, kind: reversibleKind(money), amount: formatYuan(totalOf(money)) };
      return { ...asked, data: { ...asked.data, ...original } };
    }
    default:
      return asked;
  }
}

/** One of the ids that are there, chosen by an arbitrary number; the number itself where none is. */
function known(map: UnitYear['payments'] | UnitYear['commitments'], number: string): string {
  const ids = [...map.keys()];
  return ids[Number(number) % ids.length] ?? number;
}
