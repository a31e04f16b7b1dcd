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

const AMOUNT = String.raw`\d[\d,]*(?:\.\d+)?`;

/**
 * `52.68万元，比2022年预算增加45万元，增长563%`. What stands in brackets after the amount are its parts; what stands between
 * amount and comparison names no other amount. A comparison that begins a new sentence may be about any amount before it, so
 * it is no claim that could be judged.
 */
const CLAIM = new RegExp(
  `(?<![\\d.,])(?<amount>${AMOUNT})万元` +
    String.raw`(?:（[^（）]*）|\([^()]*\)|(?!万元)[^（）()%。;；])*?` +
    String.raw`(?<quote>(?:比|较)(?:\d{4}年)?[^\d,，。;；]{0,12}?` +
    `(?<word>增加|减少)(?<change>${AMOUNT})万元[,，]?` +
    String.raw`(?<rateWord>增长|上升|下降|增加|减少)(?<rate>\d+(?:\.\d{1,2})?)%)`,
  'g',
);

/** Every change with a rate that a document's lines state. Lines break anywhere, within a number too. */
export function changeClaims(lines: readonly string[]): ChangeClaim[] {
  const text = lines
    .filter((line) => !PAGE_NUMBER.test(line))
    .map((line) => line.replace(/\s/g, ''))
    .join('');
  return matchesOf(text).map(({ amount, change, ...rest }) => ({
    ...rest,
    amount: amount.replaceAll(',', ''),
    change: change.replaceAll(',', ''),
  }));
}

const PAGE_NUMBER = /^[\s—–-]*\d{1,3}[\s—–-]*$/;

/** Claims stand within each other: an amount's parts in brackets have changes of their own. */
function matchesOf(text: string): ChangeClaim[] {
  const found: ChangeClaim[] = [];
  for (let match = CLAIM.exec(text); match; match = CLAIM.exec(text)) {
    CLAIM.lastIndex = match.index + 1;
    found.push(match.groups as unknown as ChangeClaim);
  }
  return found;
}
