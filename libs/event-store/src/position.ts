import { type Position } from './port';

/** Wide enough for an unsigned 64-bit number. */
const POSITION_DIGITS = 20;

/** The fixed-width text of a count, so that text order is number order. */
export const toPosition = (count: number | string): Position =>
  String(count).padStart(POSITION_DIGITS, '0') as Position;
