import { type JsonObject } from '@yujue/event-store';
import { type LedgerEvent, type RegisterEvent } from '@yujue/ledger';
import { YEAR, appropriated, line, opened, paid, paper } from './facts-of-a-year';
import { type Random } from './seeded-random';

/** An event as it is appended, whether or not this program knows it. */
export interface RawEvent {
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
}

type Known = LedgerEvent | RegisterEvent;

const raw = ({ type, data }: Known): RawEvent => ({
  type,
  version: type === 'DisbursementMade' ? 2 : 1,
  data: data as unknown as JsonObject,
});

const HUGE = '90071992547409.91';
/** Beyond what fits into a row of an index, and with nothing in it to compress. */
const longText = (random: Random): string =>
  Array.from({ length: 6_000 }, () => String.fromCodePoint(0x4e00 + random.below(20_000))).join('');

/** Events that stop the stream of a unit's year, for reasons of the program and of PostgreSQL. */
const OF_THE_LEDGER: readonly ((random: Random) => RawEvent)[] = [
  () => ({ type: 'BudgetTeleported', version: 1, data: {} }),
  () => ({ ...raw(paid('A', '1.00', `${YEAR}-02-01`)), version: 99 }),
  () => ({ type: 'BudgetReduced', version: 1, data: {} }),
  () => ({ type: 'BudgetReduced', version: 1, data: { ...paper(`${YEAR}-02-01`), lines: { lineId: 'A' } } }),
  () => raw(paid('没有这条', '1.00', `${YEAR}-02-01`)),
  () => raw(paid('A', '1.00', `${YEAR}-02-30`)),
  () => raw(paid('A', '1.00', `${YEAR + 1}-02-01`)),
  () => raw(paid('A', '一元', `${YEAR}-02-01`)),
  () => raw(paid('A', '1.00', `${YEAR}-02-01`, '文\0号')),
  (random) => raw(paid('A', '1.00', `${YEAR}-02-01`, longText(random))),
  () =>
    raw(
      appropriated([
        [line('A'), HUGE],
        [line('B'), HUGE],
      ]),
    ),
  () => raw(appropriated([[line('过早', { originYear: -40_000 }), '1.00']])),
  () => raw(appropriated([[line('空\0符'), '1.00']])),
  () => raw(opened()),
  () => ({ type: 'MonthClosed', version: 1, data: { month: 0, occurredOn: '0000-01-01' } }),
  () => ({ type: 'FiscalYearClosed', version: 1, data: { occurredOn: '0000-01-01' } }),
  () => ({ type: 'RegisterEntryRecorded', version: 1, data: { register: 'trips', entryNo: '1', content: {} } }),
];

const OF_REGISTERS: readonly ((random: Random) => RawEvent)[] = [
  () => ({ type: 'BudgetTeleported', version: 1, data: {} }),
  () => entry('largeAssets', { unitPrice: '五十万' }),
  () => entry('nowhere', {}),
  () => entry('trips', { purpose: '空\0符' }),
  () => entry('trips', { purpose: '半个字\ud800' }),
  () => entry('priorYear', {}),
  () => ({ type: 'RegisterEntryRecorded', version: 1, data: { register: 'trips', content: {} } }),
];

const entry = (register: string, content: JsonObject): RawEvent => ({
  type: 'RegisterEntryRecorded',
  version: 1,
  data: { register, entryNo: '1', content },
});

/** An event that cannot be projected in the stream. */
export const badEvent = (random: Random, stream: string): RawEvent =>
  random.pick(stream.startsWith('registers-') ? OF_REGISTERS : OF_THE_LEDGER)(random);
