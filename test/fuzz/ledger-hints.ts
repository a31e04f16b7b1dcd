import fc from 'fast-check';
import { type Hints } from './arbitrary-of-schema';

/** What has been recorded so far, for later commands to refer to. */
export interface Known {
  readonly lines: string[];
  readonly payments: string[];
  readonly commitments: string[];
  readonly documents: string[];
}

const NUMBERS_MAX = 40;

const oneOf = (known: readonly string[], prefix: string): fc.Arbitrary<string> => {
  const fresh = fc.nat(NUMBERS_MAX).map((number) => `${prefix}${number}`);
  return known.length === 0
    ? fresh
    : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: fresh });
};

/** Small, large, at the limits, and beyond them. */
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 500_000 }).map((fen) => (fen / 100).toString()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '0.01',
      '1e3',
      '100000000000.00',
      '99999999999.99',
      '40000000000',
      '100000000000.01',
      '90000000000000',
      '-1',
      '0',
    ),
  },
);

const day = (fiscalYear: number): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
        .map(([month, date]) => `${fiscalYear}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(`${fiscalYear}-02-29`, `${fiscalYear - 1}-12-31`, `${fiscalYear + 1}-01-01`),
    },
  );

/** Fields as commands on this unit's year would fill them. */
export function ledgerHints(fiscalYear: number, known: Known): Hints {
  const lineId = oneOf(known.lines, 'L');
  const originYear = fc.oneof(
    { weight: 5, arbitrary: fc.constant(fiscalYear) },
    { weight: 2, arbitrary: fc.constant(fiscalYear - 1) },
  );
  const line = fc.record({
    id: oneOf([], 'L'),
    fundNature: fc.constantFrom('一般公共预算', '其他收入', '政府性基金预算'),
    functionCode: fc.constantFrom('2101501', '2101506', '2101301'),
    economicCode: fc.constantFrom('30201', '30227', '30307', null),
    expenditureKind: fc.constantFrom('公用经费', '项目支出'),
    projectCode: fc.constantFrom(null, 'P1'),
    originYear,
    paymentMode: fc.constantFrom('国库集中支付', '实有资金'),
  });
  return {
    amount,
    occurredOn: day(fiscalYear),
    on: day(fiscalYear),
    lineId,
    toLineId: lineId,
    'opens[]': line,
    originYear,
    paymentId: oneOf(known.payments, 'Z'),
    newPaymentId: oneOf([], 'Z'),
    commitmentId: oneOf(known.commitments, 'C'),
    documentId: oneOf(known.documents, 'D'),
    category: fc.constantFrom('01', '103', '10304'),
    projectCode: fc.constantFrom('P1', 'P2'),
    functionCode: fc.constantFrom('2101501', '2101506'),
    economicCode: fc.constantFrom('30201', '30227'),
    fiscalYear: fc.constant(fiscalYear),
    corrects: fc.constant(undefined),
  };
}
