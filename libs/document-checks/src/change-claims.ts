import { AMOUNT, HEADING_MARK, runningText } from './running-text';

/** A statement of a document's words: an amount, how much it is more or less than an earlier one, and the rate of that. */
export interface ChangeClaim {
  /** The words from the comparison to the rate, without blanks. */
  readonly quote: string;
  /** 万元, without separators, as printed; so is `change`. */
  readonly amount: string;
  readonly word: '增加' | '减少';
  readonly change: string;
  readonly rateWord: '增长' | '上升' | '下降' | '增加' | '减少';
  /** Percent, as printed, without the sign. */
  readonly rate: string;
}

/** `比2022年预算增加45万元，增长563%`. */
const COMPARISON =
  String.raw`(?<quote>(?:比|较)(?:\d{4}年)?[^\d,，。;；]{0,12}?` +
  `(?<word>增加|减少)(?<change>${AMOUNT})万元[,，]?` +
  String.raw`(?<rateWord>增长|上升|下降|增加|减少)(?<rate>\d+(?:\.\d{1,2})?)%)`;

/**
 * `52.68万元，比2022年预算增加45万元，增长563%`. Brackets after the amount contain its parts; what is between
 * amount and comparison names no other amount.
 */
const IN_ONE_SENTENCE = new RegExp(
  `(?<![\\d.,])(?<amount>${AMOUNT})万元` +
    String.raw`(?:（[^（）]*）|\([^()]*\)|(?!万元)[^（）()%。;；])*?` +
    COMPARISON,
  'g',
);

/** A comparison that begins a sentence: its amount is in a sentence before. */
const IN_NEW_SENTENCE = new RegExp(`(?<=[。;；])${COMPARISON}`, 'g');

/** Every change with a rate that a document's lines state of an amount that is known. */
export function changeClaims(lines: readonly string[]): ChangeClaim[] {
  const text = runningText(lines);
  return [...inOneSentence(text), ...inNewSentence(text)].map(({ amount, change, ...rest }) => ({
    ...rest,
    amount: amount.replaceAll(',', ''),
    change: change.replaceAll(',', ''),
  }));
}

/** Claims are nested: an amount's parts in brackets have their own changes. */
function inOneSentence(text: string): ChangeClaim[] {
  const found: ChangeClaim[] = [];
  for (let match = IN_ONE_SENTENCE.exec(text); match; match = IN_ONE_SENTENCE.exec(text)) {
    IN_ONE_SENTENCE.lastIndex = match.index + 1;
    found.push(match.groups as unknown as ChangeClaim);
  }
  return found;
}

function inNewSentence(text: string): ChangeClaim[] {
  return [...text.matchAll(IN_NEW_SENTENCE)].flatMap((match) => {
    const amount = amountBefore(text.slice(Math.max(0, match.index - ITEM_CHARS_MAX), match.index));
    return amount === null ? [] : [{ ...(match.groups as unknown as Omit<ChangeClaim, 'amount'>), amount }];
  });
}

/** The longest item seen has 2,400 characters; what is longer is not looked back over. */
const ITEM_CHARS_MAX = 10_000;

/** `2.医疗保障经办管理预算5,788万元`: what a numbered item begins with is what it is about. */
const ITEM = new RegExp(String.raw`(?<![\d.])\d{1,2}\.(?!\d)[^\d。;；]{1,60}?(?<amount>${AMOUNT})万元`, 'g');
const ANY_AMOUNT = new RegExp(`(?<![\\d.,])(${AMOUNT})万元`, 'g');
const LAST_HEADING = new RegExp(`.*(?:${HEADING_MARK.source})`, 's');
const ANY_COMPARISON = new RegExp(COMPARISON);

/**
 * The amount that a comparison after a full stop is about: that of the numbered item it is in, if nothing was compared
 * in that before, else the only amount of the sentence before. Null if neither decides.
 */
function amountBefore(text: string): string | null {
  const part = text.replace(LAST_HEADING, '');
  const item = [...part.matchAll(ITEM)].at(-1);
  if (item) {
    const compared = ANY_COMPARISON.test(part.slice(item.index));
    return compared ? null : item.groups!['amount']!;
  }
  const previous = part
    .slice(0, -1)
    .split(/[。;；]/)
    .at(-1)!;
  const amounts = [...previous.matchAll(ANY_AMOUNT)].map(([, amount]) => amount!);
  return amounts.length === 1 ? amounts[0]! : null;
}
