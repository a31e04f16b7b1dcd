import { type LedgerEvent, type RegisterEvent, budgetStream, nonTaxLineId, registersStream } from '@yujue/ledger';
import { formatYuan, fen } from '@yujue/money';
import { CENTRE, DEPARTMENT, HEAD_OFFICE, YEAR, line, opened, paper, registered } from './facts-of-a-year';
import { type Random, seededRandom } from './seeded-random';

/** One append of a log. */
export interface RandomAppend {
  readonly stream: string;
  readonly events: readonly (LedgerEvent | RegisterEvent)[];
}

const UNITS = [HEAD_OFFICE, CENTRE] as const;
/** One has the number of an item of 非税收入, which older programs accepted. */
const LINES = ['A', 'B', 'C', 'D', nonTaxLineId('罚没收入', '纳入预算管理')] as const;

/** A log in which every event type occurs, over some units; the same for the same seed. It need not make sense as money. */
export function randomLog(seed: number, appends: number, units: readonly string[] = UNITS): RandomAppend[] {
  const random = seededRandom(seed);
  const log: RandomAppend[] = units.map((unit) => ({
    stream: budgetStream(unit, YEAR),
    events: [opened(unit), firstAppropriation()],
  }));
  log.push({ stream: `department-${DEPARTMENT}-${YEAR}`, events: [registered([...units])] });
  while (log.length < appends) log.push(randomAppend(random, units));
  return log;
}

const firstAppropriation = (): LedgerEvent => ({
  type: 'BudgetAppropriated',
  data: {
    ...paper(`${YEAR}-01-05`),
    opens: LINES.map((id) => line(id)),
    lines: LINES.map((lineId) => ({ lineId, amount: '1000000.00' })),
  },
});

function randomAppend(random: Random, units: readonly string[]): RandomAppend {
  const unit = random.pick(units);
  if (random.below(20) === 0) return { stream: registersStream(unit, YEAR), events: [registerEntry(random)] };
  const events = Array.from({ length: 1 + random.below(3) }, () => random.pick(EVENTS)(random));
  return { stream: budgetStream(unit, YEAR), events };
}

const registerEntry = (random: Random): RegisterEvent => ({
  type: 'RegisterEntryRecorded',
  data: {
    register: 'largeAssets',
    entryNo: String(random.below(30)),
    content: {
      kind: '通用设备',
      name: `设备\t“${random.below(1000)}”`,
      count: random.below(9),
      unitPrice: amount(random),
    },
  },
});

const amount = (random: Random): string => formatYuan(fen(1 + random.below(10_000_000)));
const month = (random: Random): number => 1 + random.below(12);
const two = (value: number): string => String(value).padStart(2, '0');
const date = (random: Random): string => `${YEAR}-${two(month(random))}-${two(1 + random.below(28))}`;
const anyPaper = (random: Random) => ({
  ...paper(date(random), `文\\${random.below(500)}\t号`, `事由\n${random.below(9)}`),
  ...(random.below(4) === 0 && { basis: 'fitted' as const }),
});
const onLine = (random: Random) => ({ lineId: random.pick(LINES), amount: amount(random) });
const drawn = (random: Random) => ({
  ...onLine(random),
  drawnOn: random.below(4) ? ('treasury' as const) : ('holdings' as const),
});
const someLines = (random: Random) => Array.from({ length: 1 + random.below(3) }, () => onLine(random));
const nature = (random: Random) => (random.below(2) ? ('结转' as const) : ('结余' as const));
const named = (random: Random) => [line(`新-${random.below(200)}`)];

/** One maker for each event that may occur at any time in an open year. */
const EVENTS: readonly ((random: Random) => LedgerEvent)[] = [
  (r) => ({ type: 'BudgetAppropriated', data: { ...anyPaper(r), opens: named(r), lines: someLines(r) } }),
  (r) => ({
    type: 'BudgetSupplemented',
    data: { ...anyPaper(r), opens: named(r), lines: someLines(r), source: 'own-level' },
  }),
  (r) => ({ type: 'BudgetReduced', data: { ...anyPaper(r), lines: someLines(r) } }),
  (r) => ({ type: 'BudgetTransferred', data: { ...anyPaper(r), opens: [], from: someLines(r), to: someLines(r) } }),
  (r) => ({ type: 'BudgetFrozen', data: { ...anyPaper(r), lines: someLines(r) } }),
  (r) => ({ type: 'BudgetUnfrozen', data: { ...anyPaper(r), lines: someLines(r) } }),
  (r) => ({
    type: 'CarryoverBroughtForward',
    data: { ...anyPaper(r), opens: named(r), lines: someLines(r).map((it) => ({ ...it, nature: nature(r) })) },
  }),
  (r) => ({ type: 'RevenueReceived', data: { ...anyPaper(r), ...onLine(r), payer: '某人' } }),
  (r) => ({
    type: 'CommitmentMade',
    data: { ...anyPaper(r), ...onLine(r), commitmentId: 'C', counterparty: '某公司' },
  }),
  (r) => ({ type: 'CommitmentReleased', data: { ...anyPaper(r), ...onLine(r), commitmentId: 'C' } }),
  (r) => ({ type: 'DisbursementMade', data: { ...anyPaper(r), ...drawn(r), paymentId: 'P', payee: '某公司' } }),
  (r) => ({
    type: 'DisbursementMade',
    data: { ...anyPaper(r), ...drawn(r), paymentId: 'P', payee: '某公司', commitmentId: 'C' },
  }),
  (r) => ({ type: 'DisbursementRefunded', data: { ...anyPaper(r), ...drawn(r), paymentId: 'P' } }),
  (r) => ({
    type: 'DisbursementReclassified',
    data: { ...anyPaper(r), paymentId: 'P', newPaymentId: 'Q', from: drawn(r), to: drawn(r) },
  }),
  (r) => ({
    type: 'NonTaxRevenueCollected',
    data: { ...anyPaper(r), category: r.pick(['罚没收入', '其他收入']), account: '纳入预算管理', amount: amount(r) },
  }),
  (r) => ({ type: 'BalanceCarriedForward', data: { ...anyPaper(r), ...drawn(r), nature: nature(r) } }),
  (r) => ({
    type: 'BalanceSurrendered',
    data: { ...anyPaper(r), lineId: r.pick(LINES), authority: amount(r), holdings: r.below(2) ? '0.00' : amount(r) },
  }),
  (r) => ({ type: 'SurplusAllocated', data: { ...anyPaper(r), ...onLine(r) } }),
  (r) => ({
    type: 'DisbursementMade',
    data: {
      ...anyPaper(r),
      ...onLine(r),
      drawnOn: 'treasury',
      paymentId: 'P',
      payee: '某公司',
      ahead: '参照上年同期',
      opens: named(r),
    },
  }),
  (r) => ({
    type: 'EntryReversed',
    data: { ...anyPaper(r), corrects: '收1', reverses: { type: 'RevenueReceived', ...onLine(r) } },
  }),
  (r) => ({ type: 'MonthClosed', data: { month: month(r), occurredOn: date(r) } }),
  (r) => ({ type: 'MonthReopened', data: { month: month(r), occurredOn: date(r), reason: '更正' } }),
  () => ({ type: 'FiscalYearClosed', data: { occurredOn: `${YEAR}-12-31` } }),
];
