const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 序号 of a row in Chinese, from 1 to 99: 一, 十, 十一, 二十六. */
export function chineseOrdinal(position: number): string {
  const tens = Math.floor(position / 10);
  const ones = DIGITS[position % 10] ?? '';
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones}`;
}

const POSITIONS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 99 }, (_, index) => [chineseOrdinal(index + 1), index + 1]),
);

/** The number of an ordinal; undefined for any other text. */
export const positionOf = (ordinal: string): number | undefined => POSITIONS.get(ordinal);
