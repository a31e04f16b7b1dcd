import { type Fen, parseYuan, sum } from '@yujue/money';
import { type Reversible } from './events';
import { type ReversibleEvent, moneyOf } from './reversible';
import { type VersionedMap } from './versioned-map';

/** An entry that can be reversed, as far as 红字冲销 needs it. */
export interface Entry {
  readonly documentNo: string;
  readonly occurredOn: string;
  readonly money: Reversible;
  /** An entry is reversed once, and whole. */
  readonly reversed: boolean;
}

/**
 * The entries with one more. Its number is its 单据号, the name that people know it by; where that is given already, the
 * entry's place in the year is added, so that a number names one entry and keeps naming it.
 */
export function withEntry(entries: VersionedMap<string, Entry>, event: ReversibleEvent): VersionedMap<string, Entry> {
  const { documentNo, occurredOn } = event.data;
  let number = documentNo;
  for (let place = entries.size + 1; entries.has(number); place++) number = `${documentNo}#${place}`;
  return entries.set(number, { documentNo, occurredOn, money: moneyOf(event), reversed: false });
}

/** What an entry comes to, over all of its lines. */
export const totalOf = (money: Reversible): Fen =>
  sum((money.type === 'CarryoverBroughtForward' ? money.lines : [money]).map(({ amount }) => parseYuan(amount)));
