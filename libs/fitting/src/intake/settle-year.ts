import { fen } from '@yujue/money';
import { type LineFacts } from '@yujue/facts';

/**
 * A final year's line with what is left of its authority taken back at the year's end (收回), as closing the year asks.
 * The money behind it goes back with it, so what the fit calls 上缴结余 is in it.
 */
export function settled({ line, amounts }: LineFacts): LineFacts {
  const { appropriated = 0, supplemented = 0, broughtForward = 0, disbursed = 0, carriedForward = 0 } = amounts;
  const { surrendered: _taken, ...kept } = amounts;
  const unused = fen(appropriated + supplemented + broughtForward - disbursed - carriedForward);
  return { line, amounts: { ...kept, lapsed: unused } };
}
