import fc from 'fast-check';
import { type Fen } from '@yujue/money';
import { type LineId } from './line';
import { type Payment, type Payments, fromColumns, toColumns } from './payments';
import { VersionedMap } from './versioned-map';

const ids = fc.constantFrom('Z1', 'Z2', 'Z3', 'Z4', 'Z5', 'Z6', 'Z7');
const payment: fc.Arbitrary<Payment> = fc.record(
  {
    lineId: fc.constantFrom('A' as LineId, 'B' as LineId),
    drawnOn: fc.constantFrom('treasury', 'holdings'),
    remaining: fc.integer({ min: 0, max: 1_000 }) as fc.Arbitrary<number> as fc.Arbitrary<Fen>,
    occurredOn: fc.constantFrom('2020-01-31', '2020-02-29'),
    ahead: fc.constant('参照上年同期' as Payment['ahead'] & string),
  },
  { requiredKeys: ['lineId', 'drawnOn', 'remaining', 'occurredOn'] },
);
/** Payments that are recorded, and `null` where the state is written into a snapshot and read from it. */
const steps = fc.array(fc.option(fc.tuple(ids, payment), { freq: 5 }), { maxLength: 40 });

const throughSnapshot = (payments: Payments): Payments => fromColumns(JSON.parse(JSON.stringify(toColumns(payments))));

describe('一年的支付', () => {
  it('与普通的映射一样，无论其间写进快照、再读出来几次', () =>
    fc.assert(
      fc.property(steps, (asked) => {
        const known = new Map<string, Payment>();
        let payments: Payments = VersionedMap.of();
        for (const step of asked) {
          if (step === null) payments = throughSnapshot(payments);
          else {
            known.set(...step);
            payments = payments.set(...step);
          }
        }
        expect(payments.size).toBe(known.size);
        expect(payments.entries()).toEqual([...known]);
        for (const id of ['Z1', 'Z7', '没有']) expect(payments.has(id)).toBe(known.has(id));
      }),
    ));

  it('改动不影响改动之前的状态', () => {
    const [before] = fc.sample(payment, 1);
    const first = throughSnapshot(VersionedMap.of([['Z1', before!]]));
    const next = first.set('Z1', { ...before!, remaining: 0 as Fen }).set('Z2', before!);
    expect(first.get('Z1')).toEqual(before);
    expect([first.has('Z2'), first.size, next.size]).toEqual([false, 1, 2]);
  });
});
