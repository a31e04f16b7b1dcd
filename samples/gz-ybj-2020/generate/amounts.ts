import { type Fen, fen, parseAmount, parseYuan, subtract, sum } from '@yujue/money';

/** An amount as the document prints it, in 万元. */
export const wan = (text: string): Fen => parseAmount(text, '万元');

/** An amount in 元. */
export const yuan = (text: string): Fen => parseYuan(text);

/**
 * Splits a total into one part for each weight. Parts are multiples of `grain` 分; the last takes what is left, so that
 * the parts add up to the total exactly.
 */
export function split(total: Fen, weights: readonly number[], grain: number): Fen[] {
  const whole = weights.reduce((left, right) => left + right, 0);
  const parts = weights.slice(0, -1).map((weight) => fen(Math.floor((total * weight) / whole / grain) * grain));
  const last = subtract(total, sum(parts));
  if (last <= 0 || parts.includes(fen(0))) throw new Error(`${total} 分 are too little for ${weights.length} parts.`);
  return [...parts, last];
}
