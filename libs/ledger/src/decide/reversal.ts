import { type Fen, ZERO, add, formatYuan, parseYuan } from '@yujue/money';
import { type CommandData } from '../commands';
import { type Entry, totalOf } from '../entry';
import { type Reversible } from '../events';
import { type LineId } from '../line';
import { Refusal, allOf, together, yuan } from '../refusal';
import { type ReversibleKind, reversibleKind } from '../reversible';
import { type UnitYear } from '../unit-year';
import { type Rows, notBefore, readAmount, withinLimit } from './amounts';
import { paperOf } from './budget';
import { openOn } from './calendar';
import { type Decide } from './decision';
import { AVAILABLE, HOLDINGS } from './limits';

/** How many entries of one 单据号 a refusal lists to choose from. */
const CHOICES_TOLD_MAX = 5;

/**
 * 红字冲销 of a mistaken 收入, 非税收入, 上年结转 or 结转下年, whole and once. The command repeats kind and amount, as a red-letter
 * voucher repeats what it cancels, so that a mistyped number cancels nothing. What has been used since cannot be taken back.
 */
export const reverseEntry: Decide<'reverseEntry'> = (year, command) => {
  const asked = allOf(openOn(year, command.occurredOn), reversible(year, command));
  if (asked instanceof Refusal) return asked;
  const [, [corrects, entry]] = asked;
  return [{ type: 'EntryReversed', data: { ...paperOf(command), corrects, reverses: entry.money } }];
};

function reversible(year: UnitYear, command: CommandData<'reverseEntry'>): Numbered | Refusal {
  const amount = readAmount(command.amount);
  if (amount instanceof Refusal) return amount;
  const found = findEntry(year, command.corrects, command.kind, amount);
  if (found instanceof Refusal) return found;
  const [corrects, entry] = found;
  const { kind, occurredOn } = command;
  const early = notBefore(`${kind} ${corrects} `, entry, occurredOn, '冲销');
  return together(early, usedSince(year, entry.money, occurredOn)) ?? found;
}

type Numbered = readonly [number: string, entry: Entry];

function findEntry(year: UnitYear, corrects: string, kind: ReversibleKind, amount: Fen): Numbered | Refusal {
  const named = [...year.entries].filter(([number, { documentNo }]) => number === corrects || documentNo === corrects);
  if (named.length === 0) return unknownEntry(corrects, kind);
  const ofKind = named.filter(([, { money }]) => reversibleKind(money) === kind);
  if (ofKind.length === 0) {
    const actual = reversibleKind(named[0]![1].money);
    return new Refusal(
      'ENTRY_OF_OTHER_KIND',
      `${corrects} 是${actual}，不是${kind}。请核对单据号或类型。`,
      { corrects, kind: actual },
      'kind',
    );
  }
  const ofAmount = ofKind.filter(([, { money }]) => totalOf(money) === amount);
  if (ofAmount.length === 0) return otherAmount(corrects, kind, ofKind, amount);
  const standing = ofAmount.filter(([, { reversed }]) => !reversed);
  if (standing.length > 1) return ambiguous(corrects, kind, standing);
  return (
    standing[0] ??
    new Refusal('ENTRY_ALREADY_REVERSED', `${kind} ${corrects} 已冲销，不能重复冲销。`, { corrects }, 'corrects')
  );
}

const unknownEntry = (corrects: string, kind: ReversibleKind): Refusal =>
  new Refusal(
    'UNKNOWN_ENTRY',
    `本单位本年度没有单据号为 ${corrects} 的${kind}，请核对单据号。`,
    { corrects },
    'corrects',
  );

function otherAmount(corrects: string, kind: ReversibleKind, ofKind: readonly Numbered[], asked: Fen): Refusal {
  const there = ofKind.slice(0, CHOICES_TOLD_MAX).map(([, { money }]) => totalOf(money));
  return new Refusal(
    'ENTRY_AMOUNT_DIFFERS',
    `${kind} ${corrects} 为 ${there.map(yuan).join('、')}，本次冲销 ${yuan(asked)}。冲销须与原金额相同，请核对。`,
    { corrects, available: there.map(formatYuan), asked: formatYuan(asked) },
    'amount',
  );
}

function ambiguous(corrects: string, kind: ReversibleKind, alike: readonly Numbered[]): Refusal {
  const choices = alike
    .slice(0, CHOICES_TOLD_MAX)
    .map(([number, { money, occurredOn }]) => `${number}（${placeOf(money)}，${occurredOn}）`);
  return new Refusal(
    'ENTRY_AMBIGUOUS',
    `单据 ${corrects} 下有 ${alike.length} 笔金额相同的${kind}：${choices.join('、')}。请写明其中一笔的编号。`,
    { corrects, choices: alike.map(([number]) => number) },
    'corrects',
  );
}

const placeOf = (money: Reversible): string => {
  if (money.type === 'NonTaxRevenueCollected') return `非税收入项目 ${money.category}`;
  return `指标 ${money.type === 'CarryoverBroughtForward' ? money.lines[0]!.lineId : money.lineId}`;
};

/** Money that came in by the entry must still be there, on the day of the reversal and on all days after it. */
function usedSince(year: UnitYear, money: Reversible, on: string): Refusal | null {
  if (money.type === 'NonTaxRevenueCollected' || money.type === 'BalanceCarriedForward') return null;
  const lines = money.type === 'RevenueReceived' ? [money] : money.lines;
  const amounts = new Map<LineId, Fen>();
  for (const { lineId, amount } of lines) amounts.set(lineId, add(amounts.get(lineId) ?? ZERO, parseYuan(amount)));
  // The command has no lines: its entry has them.
  const rows: Rows = { ids: [...amounts.keys()], at: () => 'corrects' };
  const asked = { rows, amounts, on, action: '冲销' };
  const short = withinLimit(year, asked, HOLDINGS);
  return together(short, money.type === 'RevenueReceived' ? null : withinLimit(year, asked, AVAILABLE));
}
