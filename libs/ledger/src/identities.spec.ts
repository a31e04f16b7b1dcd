import fc from 'fast-check';
import { type Fen, formatYuan, parseYuan } from '@yujue/money';
import { adjustedBudget, available, expenditure, holdings } from './balance';
import { type LedgerCommand, type NewLine } from './commands';
import { decide } from './decide/decide';
import { type LedgerEvent } from './events';
import { postings } from './postings';
import { Refusal } from './refusal';
import { readSnapshot, writeSnapshot } from './snapshot';
import * as sample from './testing';
import { type UnitYear, drawnOnBy, evolve, fold } from './unit-year';

const LINES = [sample.services, sample.reception, sample.lottery, sample.otherIncome, sample.carried];
const RUNS = 2_000;
/** A failing seed is printed by fast-check; YUJUE_SEED runs it again. */
const SEED = process.env['YUJUE_SEED'] ? Number(process.env['YUJUE_SEED']) : Date.now() % 2 ** 31;
const options = { numRuns: RUNS, seed: SEED };

const line = fc.constantFrom<NewLine>(...LINES);
const amount = fc.integer({ min: 1, max: 30_000 }).map((value) => formatYuan(value as Fen));
const id = fc.integer({ min: 1, max: 12 }).map(String);
const day = fc.integer({ min: 1, max: 12 }).map((month) => `2020-${String(month).padStart(2, '0')}-15`);

/** Any command, sensible or not: what cannot be is refused, and what is accepted must keep the identities. */
const command: fc.Arbitrary<LedgerCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(line, amount, day).map((it) => sample.appropriate(...it)) },
  { weight: 3, arbitrary: fc.tuple(line, amount, day).map((it) => sample.supplement(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount, day).map((it) => sample.reduce(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, line, amount).map((it) => sample.transfer(...it)) },
  { weight: 1, arbitrary: fc.tuple(line, amount, day).map((it) => sample.freeze(...it)) },
  { weight: 1, arbitrary: fc.tuple(line, amount, day).map((it) => sample.unfreeze(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount).map((it) => sample.bring(...it)) },
  { weight: 3, arbitrary: fc.tuple(line, amount, day).map((it) => sample.receive(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, id, amount).map((it) => sample.commit(...it)) },
  { weight: 1, arbitrary: fc.tuple(id, amount).map((it) => sample.release(...it)) },
  {
    weight: 8,
    arbitrary: fc.tuple(line, id, amount, day, fc.option(id, { nil: undefined })).map((it) => sample.pay(...it)),
  },
  { weight: 2, arbitrary: fc.tuple(id, amount, day).map((it) => sample.refund(...it)) },
  { weight: 2, arbitrary: fc.tuple(id, id, line, amount).map((it) => sample.reclassify(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount).map((it) => sample.carry(...it)) },
  { weight: 2, arbitrary: fc.tuple(line, amount).map((it) => sample.surrender(...it)) },
  { weight: 1, arbitrary: fc.tuple(line, amount).map((it) => sample.allocate(...it)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map(sample.closeMonth) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map(sample.reopenMonth) },
);

function run(
  commands: readonly LedgerCommand[],
  check: (year: UnitYear, events: readonly LedgerEvent[]) => void,
): LedgerEvent[] {
  const log: LedgerEvent[] = [];
  let year = fold([]);
  for (const next of [sample.opened, ...commands]) {
    const decision = decide(year, next, sample.RULES);
    if (decision instanceof Refusal) continue;
    log.push(...decision);
    year = fold(decision, year);
    check(year, decision);
  }
  return log;
}

describe(`恒等式，对任意命令序列成立（种子 ${SEED}）`, () => {
  const commands = fc.array(command, { maxLength: 60 });

  it('可用、冻结、占用、结存永不为负，退回不超过支付', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(asked, (year) => {
          for (const it of year.lines.values()) {
            const { balance } = it;
            expect(
              Math.min(
                available(balance),
                balance.frozen,
                balance.committed,
                expenditure(balance),
                balance.disbursed - balance.refunded,
              ),
            ).toBeGreaterThanOrEqual(0);
            if (drawnOnBy(year, it) === 'holdings') expect(holdings(balance)).toBeGreaterThanOrEqual(0);
          }
        });
      }),
      options,
    ));

  it('国库支付的本年财政拨款：收入恒等于净支出加年末结转', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(asked, (year) => {
          for (const it of year.lines.values()) {
            if (drawnOnBy(year, it) === 'treasury')
              expect(it.balance.received).toBe(expenditure(it.balance) + it.balance.carriedForward);
          }
        });
      }),
      options,
    ));

  it('指标账与收支账：由另一套逐事件的算法独立得出同样的可用与结存', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        let last = fold([]);
        const log = run(asked, (year) => (last = year));
        const books = independentBooks(log);
        for (const [lineId, it] of last.lines) {
          expect(available(it.balance)).toBe(books.available.get(lineId) ?? 0);
          expect(holdings(it.balance)).toBe(books.held.get(lineId) ?? 0);
        }
      }),
      options,
    ));

  it('调剂在单位内净额为零；占用余额等于各合同余额之和', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(asked, (year) => {
          const balances = [...year.lines.values()].map(({ balance }) => balance);
          expect(balances.reduce((total, balance) => total + balance.transferred, 0)).toBe(0);
          const claims = [...year.commitments.values()].reduce((total, { remaining }) => total + remaining, 0);
          expect(balances.reduce((total, balance) => total + balance.committed, 0)).toBe(claims);
        });
      }),
      options,
    ));

  it('全年预算与净支出之差，恰为可用、冻结、占用、结转、收回减上年结转', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(asked, (year) => {
          for (const { balance: b } of year.lines.values()) {
            expect(adjustedBudget(b) + b.broughtForward).toBe(
              available(b) + b.frozen + b.committed + expenditure(b) + b.carriedForward + b.lapsed,
            );
          }
        });
      }),
      options,
    ));

  it('每个事件都能重放；快照恢复后与重放相同', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        const log = run(asked, () => undefined);
        const whole = fold(log);
        const half = fold(log.slice(0, log.length >> 1));
        const resumed = fold(log.slice(log.length >> 1), readSnapshot(writeSnapshot(half)));
        expect(JSON.parse(writeSnapshot(resumed))).toEqual(JSON.parse(writeSnapshot(whole)));
      }),
      { ...options, numRuns: 300 },
    ));
});

describe('账不平的事件流', () => {
  const paid = (amount: string): LedgerEvent => ({
    type: 'DisbursementMade',
    data: {
      paymentId: 'Z1',
      lineId: sample.services.id,
      amount,
      drawnOn: 'treasury',
      payee: '',
      documentNo: '',
      occurredOn: '2020-03-01',
      reason: '',
    },
  });
  const budgeted = () => run([sample.appropriate(sample.services, '1.00')], () => undefined);

  it('折叠时即停下，不会带着负的额度继续', () =>
    expect(() => fold([...budgeted(), paid('1.01')])).toThrow(/可用额度为负（-0.01 元）/));

  it('国库支付的收入与支出不同步，也停下', () => {
    const { data } = paid('1.00');
    const unmatched = { type: 'DisbursementMade', data: { ...data, drawnOn: 'holdings' } } as LedgerEvent;
    expect(() => fold([...budgeted(), unmatched])).toThrow(/结存为负/);
  });
});

describe('10 万笔支付的年度', () => {
  it('折叠与快照都不随笔数变成平方', () => {
    const start = run([sample.appropriate(sample.services, '90000000000.00')], () => undefined);
    let year = fold(start);
    for (let index = 0; index < 100_000; index++) {
      year = evolve(year, {
        type: 'DisbursementMade',
        data: {
          paymentId: `Z${index}`,
          lineId: sample.services.id,
          amount: '1.23',
          drawnOn: 'treasury',
          payee: '',
          documentNo: '',
          occurredOn: '2020-03-01',
          reason: '',
        },
      });
    }
    expect(year.lines.get(sample.services.id)!.balance.disbursed).toBe(12_300_000);
    expect(readSnapshot(writeSnapshot(year)).payments.size).toBe(100_000);
  });
});

/** A second, plain way to keep both books: every event adds to and takes from them as a clerk would. */
function independentBooks(log: readonly LedgerEvent[]) {
  const [left, held] = [new Map<string, number>(), new Map<string, number>()];
  const move = (book: Map<string, number>, lineId: string, by: number) =>
    book.set(lineId, (book.get(lineId) ?? 0) + by);
  for (const event of log) {
    const lines = 'lines' in event.data ? event.data.lines : [];
    const each = (sign: 1 | -1, ...books: Map<string, number>[]) =>
      lines.forEach(({ lineId, amount: text }) => books.forEach((book) => move(book, lineId, sign * parseYuan(text))));
    const value = 'amount' in event.data ? parseYuan(event.data.amount) : 0;
    switch (event.type) {
      case 'BudgetAppropriated':
      case 'BudgetSupplemented':
      case 'BudgetUnfrozen':
        each(1, left);
        break;
      case 'BudgetReduced':
      case 'BudgetFrozen':
        each(-1, left);
        break;
      case 'CarryoverBroughtForward':
        each(1, left, held);
        break;
      case 'BudgetTransferred':
        event.data.from.forEach((it) => move(left, it.lineId, -parseYuan(it.amount)));
        event.data.to.forEach((it) => move(left, it.lineId, parseYuan(it.amount)));
        break;
      case 'RevenueReceived':
        move(held, event.data.lineId, value);
        break;
      case 'CommitmentMade':
        move(left, event.data.lineId, -value);
        break;
      case 'CommitmentReleased':
        move(left, event.data.lineId, value);
        break;
      case 'DisbursementMade':
        if (event.data.commitmentId === undefined) move(left, event.data.lineId, -value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        break;
      case 'DisbursementRefunded':
        move(left, event.data.lineId, value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, value);
        break;
      case 'DisbursementReclassified':
        for (const [side, sign] of [
          [event.data.from, 1],
          [event.data.to, -1],
        ] as const) {
          move(left, side.lineId, sign * parseYuan(side.amount));
          if (side.drawnOn === 'holdings') move(held, side.lineId, sign * parseYuan(side.amount));
        }
        break;
      case 'BalanceCarriedForward':
        move(left, event.data.lineId, -value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        break;
      case 'BalanceSurrendered':
        move(left, event.data.lineId, -parseYuan(event.data.authority));
        move(held, event.data.lineId, -parseYuan(event.data.holdings));
        break;
      case 'SurplusAllocated':
        move(held, event.data.lineId, -value);
        break;
      default:
        expect(postings(event).filter(({ measure }) => measure !== 'nonTax')).toEqual([]);
    }
  }
  return { available: left, held };
}
