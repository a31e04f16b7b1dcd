import { type CommandType, type NewLine } from '@yujue/ledger';
import fc from 'fast-check';
import { type Hints } from './arbitrary-of-schema';

/** What has been recorded so far on a unit's year, for later commands to refer to. It grows while the campaign goes on. */
export interface Known {
  readonly lines: string[];
  readonly payments: string[];
  readonly commitments: string[];
}

const NUMBERS_MAX = 60;

/** Three times out of four something that is known at the time of asking. */
const oneOf = (known: readonly string[], prefix: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(3), fc.nat(10_000))
    .map(([when, number]) =>
      when === 0 || known.length === 0 ? `${prefix}${number % NUMBERS_MAX}` : known[number % known.length]!,
    );

/** Small ones, and sometimes the limits and values beyond them. */
const amount = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 1, max: 500_000 }).map((fen) => (fen / 100).toString()) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0.01',
      '1e3',
      '100000000000.00',
      '100000000000.01',
      '90000000000000',
      '-1',
      '0',
      '1.234',
      '',
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
  return {
    amount,
    occurredOn: day(fiscalYear),
    on: day(fiscalYear),
    lineId,
    toLineId: lineId,
    'opens[]': fc.nat(NUMBERS_MAX).map((number) => lineNamed(`L${number}`, fiscalYear)),
    paymentId: oneOf(known.payments, 'Z'),
    newPaymentId: oneOf([], 'Y'),
    commitmentId: oneOf(known.commitments, 'C'),
    category: fc.constantFrom('01', '103', '10304'),
    projectCode: fc.constantFrom('P1', 'P2'),
    functionCode: fc.constantFrom('2101501', '2101506'),
    economicCode: fc.constantFrom('30201', '30227'),
    fiscalYear: fc.constant(fiscalYear),
    corrects: fc.constant(undefined),
  };
}

const FUNDS = ['一般公共预算', '一般公共预算', '其他收入'] as const;
const FUNCTIONS = ['2101501', '2101506', '2101301'] as const;
const ECONOMIC = ['30201', '30227', '30307', null] as const;

const numberIn = (id: string): number => [...id].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);

/** A line whose dimensions follow from its number, so that everyone who names it names the same line. */
export function lineNamed(id: string, originYear: number): NewLine {
  const number = numberIn(id);
  const fundNature = FUNDS[number % FUNDS.length]!;
  return {
    id,
    fundNature,
    functionCode: FUNCTIONS[number % FUNCTIONS.length]!,
    economicCode: ECONOMIC[number % ECONOMIC.length]!,
    expenditureKind: number % 2 === 0 ? '公用经费' : '项目支出',
    projectCode: number % 5 === 0 ? 'P1' : null,
    originYear,
    paymentMode: fundNature === '其他收入' ? '实有资金' : '国库集中支付',
  };
}

interface Parts {
  readonly lines?: readonly { readonly lineId: string; readonly amount: string }[];
  readonly from?: Parts['lines'];
  readonly to?: Parts['lines'];
  readonly opens?: readonly NewLine[];
}

/** The same command with its parts made to fit each other: lines are opened that it names, and a transfer is even. */
export function fitting(type: CommandType, data: object, fiscalYear: number, known: Known): object {
  const parts = data as Parts;
  if (parts.from && parts.to) {
    const to = parts.from.map((line, index) => ({ ...line, lineId: parts.to![index % parts.to!.length]!.lineId }));
    return { ...parts, to, opens: opened(to, fiscalYear, known) };
  }
  if (type === 'bringForward') {
    const lines = parts.lines!.map((line) => ({ ...line, lineId: `${line.lineId}-${fiscalYear - 1}结转` }));
    return { ...parts, lines, opens: lines.map(({ lineId }) => lineNamed(lineId, fiscalYear - 1)) };
  }
  const opens = type === 'appropriateBudget' || type === 'supplementBudget';
  return opens ? { ...parts, opens: opened(parts.lines!, fiscalYear, known) } : data;
}

const opened = (lines: NonNullable<Parts['lines']>, fiscalYear: number, known: Known): NewLine[] =>
  lines.filter(({ lineId }) => !known.lines.includes(lineId)).map(({ lineId }) => lineNamed(lineId, fiscalYear));
