import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Fen, formatYuan, parseYuan } from '@yujue/money';
import { AHEAD_GROUNDS } from './ahead';
import { adjustedBudget, available, expenditure, holdings } from './balance';
import { type LedgerCommand, type NewLine } from './commands';
import { decide } from './decide/decide';
import { totalOf } from './entry';
import { type LedgerEvent } from './events';
import { postings } from './postings';
import { Refusal } from './refusal';
import { REVERSIBLE_KINDS, reversibleKind } from './reversible';
import { readSnapshot, writeSnapshot } from './snapshot';
import * as sample from './testing';
import { type UnitYear, drawnOnBy, evolve, fold } from './unit-year';
import { EVENT_VERSIONS } from './upcast';

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
const RUNS = 150;
/** A failing seed is printed by fast-check; YUJUE_SEED runs it again. */
const SEED = process.env['YUJUE_SEED'] ? Number(process.env['YUJUE_SEED']) : Date.now() % 2 ** 31;
const options = { numRuns: RUNS, seed: SEED };

const line = fc.constantFrom<NewLine>(...LINES);
const two = (value: number) => String(value).padStart(2, '0');
const upTo = (most: number) => fc.integer({ min: 1, max: most }).map((value) => formatYuan(value as Fen));
/** What gives is mostly larger than what takes, or nothing would be left to take back. */
const much = upTo(60_000);
const amount = upTo(6_000);
const id = fc.integer({ min: 1, max: 12 }).map(String);
const NATURES = ['结转', '结余'] as const;
const nature = fc.constantFrom(...NATURES);
const DAYS = Array.from({ length: 12 }, (_, month) =>
  ['05', '25'].map((day) => `2020-${two(month + 1)}-${day}`),
).flat();
/** Any day, in whatever order: events are recorded late, and corrected later still. */
const day = fc.constantFrom(...DAYS);
const early = fc.constantFrom(...DAYS.slice(0, 8));
/** Documents are named after their days, so that a reversal names some entry rather often. */
const document = day.map(sample.documentOf);
const usual = { nil: undefined, freq: 3 };

/** Any command, sensible or not: what cannot be is refused, and what is accepted must keep the identities. */
const command: fc.Arbitrary<LedgerCommand> = fc.oneof(
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
function looking(year: UnitYear, asked: LedgerCommand): LedgerCommand {
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

function run(
  commands: readonly LedgerCommand[],
  check: (year: UnitYear, events: readonly LedgerEvent[]) => void,
  refused: (refusal: Refusal, log: readonly LedgerEvent[]) => void = () => undefined,
): LedgerEvent[] {
  const log: LedgerEvent[] = [];
  let year = fold([]);
  for (const next of [sample.opened, ...commands]) {
    const decision = decide(year, looking(year, next), sample.RULES);
    if (decision instanceof Refusal) {
      refused(decision, log);
      continue;
    }
    log.push(...decision);
    year = fold(decision, year);
    check(year, decision);
  }
  return log;
}

describe(`恒等式，对任意命令序列成立（种子 ${SEED}）`, () => {
  // fast-check would make arrays of ten or so: refunds and reversals need something before them.
  const commands = fc.array(command, { maxLength: 80, size: 'max' });

  it('冻结、占用、结存永不为负，可用只因批复前支出为负，退回不超过支付', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(asked, (year) => {
          for (const it of year.lines.values()) {
            const { balance } = it;
            expect(
              Math.min(
                available(balance) + it.ahead,
                it.ahead,
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
        const books = independentBooks();
        log.forEach(books.take);
        for (const [lineId, it] of last.lines) {
          expect(available(it.balance)).toBe(books.available.get(lineId) ?? 0);
          expect(holdings(it.balance)).toBe(books.held.get(lineId) ?? 0);
        }
      }),
      options,
    ));

  it('无论先后登记什么，到任何一天为止都没有一条指标为负，只有批复前支出可以先于额度', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        const log = run(asked, () => undefined);
        const books = independentBooks();
        for (const until of DAYS) {
          log.filter(({ data }) => data.occurredOn === until).forEach(books.take);
          for (const [lineId, left] of sumOf(books.available, books.ahead))
            if (left < 0) throw new Error(`${until}: available of ${lineId} is ${left}`);
          for (const name of ['held', 'frozen', 'committed', 'spent', 'carried', 'nonTax'] as const)
            for (const [key, left] of books[name])
              if (left < 0) throw new Error(`${until}: ${name} of ${key} is ${left}`);
        }
      }),
      options,
    ));

  it('因某一天不足而拒绝的，那一天确实只有那么多，也确实少于所要的', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        run(
          asked,
          () => undefined,
          ({ code, data }, log) => {
            if (data['on'] === undefined) return;
            const books = independentBooks();
            log.filter((event) => event.data.occurredOn <= data['on']!).forEach(books.take);
            const [there, lineId] = [parseYuan(String(data['available'])), String(data['lineId'])];
            const left = (book: Book) => book.get(lineId) ?? 0;
            const untied = Math.max(left(books.held) - left(books.frozen) - left(books.committed), 0);
            const choices = {
              AVAILABLE_EXCEEDED: [left(books.available), untied],
              HOLDINGS_EXCEEDED: [left(books.held), untied],
              FROZEN_EXCEEDED: [left(books.frozen)],
            };
            expect(choices[code as keyof typeof choices]).toContain(there);
            expect(parseYuan(String(data['asked']))).toBeGreaterThan(there);
          },
        );
      }),
      options,
    ));

  it('冲销的每一笔都登记过、在冲销之前、只冲销一次、金额相反', () =>
    fc.assert(
      fc.property(commands, (asked) => {
        const standing: LedgerEvent[] = [];
        for (const event of run(asked, () => undefined)) {
          standing.push(event);
          if (event.type !== 'EntryReversed') continue;
          const undone = postings(event).map((posting) => ({ ...posting, amount: 0 - posting.amount }));
          const original = standing.findIndex(
            (it) =>
              it.type === event.data.reverses.type &&
              event.data.corrects.startsWith(it.data.documentNo) &&
              it.data.occurredOn <= event.data.occurredOn &&
              isDeepStrictEqual(postings(it), undone),
          );
          expect(original).toBeGreaterThanOrEqual(0);
          standing.splice(original, 1);
        }
      }),
      options,
    ));

  it('随机命令能做成每一类业务', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { type, data } of run(asked, () => undefined)) {
          seen.add(type);
          if ('ahead' in data) seen.add(`${type} ahead`);
          if (type === 'EntryReversed') seen.add(data.reverses.type);
        }
      }),
      // What is reached must not depend on the seed of the day.
      { numRuns: 1_000, seed: 1 },
    );
    const reversals = ['RevenueReceived', 'NonTaxRevenueCollected', 'CarryoverBroughtForward', 'BalanceCarriedForward'];
    const expected = Object.keys(EVENT_VERSIONS).slice(0, Object.keys(EVENT_VERSIONS).indexOf('FiscalYearClosed'));
    const missing = [...expected, ...reversals, 'DisbursementMade ahead', 'DisbursementReclassified ahead'].filter(
      (it) => !seen.has(it),
    );
    expect(missing).toEqual([]);
  });

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
      { ...options, numRuns: 50 },
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

/** A second, plain way to keep the books: every event adds to and takes from them as a clerk would. */
function independentBooks() {
  const [left, held, frozen, committed]: FourBooks = [new Map(), new Map(), new Map(), new Map()];
  const [spent, carried, ahead, nonTax]: FourBooks = [new Map(), new Map(), new Map(), new Map()];
  const aheadOf = new Map<string, boolean>();
  const isAhead = (paymentId: string) => aheadOf.get(paymentId) ?? false;
  const take = (event: LedgerEvent): void => {
    const lines = 'lines' in event.data ? event.data.lines : [];
    const each = (sign: 1 | -1, ...books: Book[]) =>
      lines.forEach(({ lineId, amount: text }) => books.forEach((it) => move(it, lineId, sign * parseYuan(text))));
    const value = 'amount' in event.data ? parseYuan(event.data.amount) : 0;
    switch (event.type) {
      case 'BudgetAppropriated':
      case 'BudgetSupplemented':
        each(1, left);
        break;
      case 'BudgetReduced':
        each(-1, left);
        break;
      case 'BudgetUnfrozen':
        each(1, left);
        each(-1, frozen);
        break;
      case 'BudgetFrozen':
        each(-1, left);
        each(1, frozen);
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
      case 'NonTaxRevenueCollected':
        move(nonTax, event.data.category, value);
        break;
      case 'CommitmentMade':
        move(left, event.data.lineId, -value);
        move(committed, event.data.lineId, value);
        break;
      case 'CommitmentReleased':
        move(left, event.data.lineId, value);
        move(committed, event.data.lineId, -value);
        break;
      case 'DisbursementMade':
        move(event.data.commitmentId === undefined ? left : committed, event.data.lineId, -value);
        move(spent, event.data.lineId, value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        aheadOf.set(event.data.paymentId, event.data.ahead !== undefined);
        if (event.data.ahead !== undefined) move(ahead, event.data.lineId, value);
        break;
      case 'DisbursementRefunded':
        move(left, event.data.lineId, value);
        move(spent, event.data.lineId, -value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, value);
        if (isAhead(event.data.paymentId)) move(ahead, event.data.lineId, -value);
        break;
      case 'DisbursementReclassified': {
        const { from, to, paymentId, newPaymentId } = event.data;
        for (const [side, sign] of [
          [from, 1],
          [to, -1],
        ] as const) {
          move(left, side.lineId, sign * parseYuan(side.amount));
          move(spent, side.lineId, -sign * parseYuan(side.amount));
          if (side.drawnOn === 'holdings') move(held, side.lineId, sign * parseYuan(side.amount));
        }
        aheadOf.set(newPaymentId, event.data.ahead !== undefined);
        if (isAhead(paymentId)) move(ahead, from.lineId, -parseYuan(from.amount));
        if (event.data.ahead !== undefined) move(ahead, to.lineId, parseYuan(to.amount));
        break;
      }
      case 'BalanceCarriedForward':
        move(left, event.data.lineId, -value);
        move(carried, event.data.lineId, value);
        if (event.data.drawnOn === 'holdings') move(held, event.data.lineId, -value);
        break;
      case 'BalanceSurrendered':
        move(left, event.data.lineId, -parseYuan(event.data.authority));
        move(held, event.data.lineId, -parseYuan(event.data.holdings));
        break;
      case 'SurplusAllocated':
        move(held, event.data.lineId, -value);
        break;
      case 'EntryReversed': {
        const { reverses } = event.data;
        const sums = 'lines' in reverses ? reverses.lines : [reverses];
        for (const { amount: text, ...on } of sums) {
          const back = parseYuan(text);
          if (reverses.type === 'NonTaxRevenueCollected') move(nonTax, reverses.category, -back);
          if (!('lineId' in on)) continue;
          if (reverses.type === 'RevenueReceived') move(held, on.lineId, -back);
          if (reverses.type === 'CarryoverBroughtForward') [left, held].forEach((it) => move(it, on.lineId, -back));
          if (reverses.type !== 'BalanceCarriedForward') continue;
          move(left, on.lineId, back);
          move(carried, on.lineId, -back);
          if (reverses.drawnOn === 'holdings') move(held, on.lineId, back);
        }
        break;
      }
      default:
        expect(postings(event)).toEqual([]);
    }
  };
  return { take, available: left, held, frozen, committed, spent, carried, ahead, nonTax };
}

type Book = Map<string, number>;
type FourBooks = [Book, Book, Book, Book];

const move = (book: Book, key: string, by: number) => book.set(key, (book.get(key) ?? 0) + by);

function sumOf(one: Book, other: Book): Book {
  const both = new Map(one);
  for (const [key, by] of other) move(both, key, by);
  return both;
}
