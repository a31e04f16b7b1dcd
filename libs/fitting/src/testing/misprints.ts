import { type PublishedDocument } from '@yujue/published';
import { type Position, figureAt, withFigure } from './documents';

/** A figure with one digit changed. */
export interface Misprint {
  readonly at: Position;
  readonly was: string;
  readonly became: string;
}

/** Numbers from 0 up to (not with) 1 that a seed repeats (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One digit of one figure that is not zero, changed into another digit. */
export function misprint(document: PublishedDocument, random: () => number): Misprint {
  const positions = document.tables.flatMap(({ no, rows }) =>
    rows.flatMap(({ values }, rowIndex) =>
      values.flatMap((value, columnIndex) =>
        value !== null && /[1-9]/.test(value) ? [{ table: no, rowIndex, columnIndex }] : [],
      ),
    ),
  );
  const at = positions[Math.floor(random() * positions.length)]!;
  const was = figureAt(document, at);
  const digits = [...was].flatMap((each, index) => (/\d/.test(each) ? [index] : []));
  const changed = digits[Math.floor(random() * digits.length)]!;
  const digit = (Number(was[changed]) + 1 + Math.floor(random() * 9)) % 10;
  return { at, was, became: was.slice(0, changed) + String(digit) + was.slice(changed + 1) };
}

export const withMisprint = (document: PublishedDocument, { at, became }: Misprint): PublishedDocument =>
  withFigure(document, at, became);
