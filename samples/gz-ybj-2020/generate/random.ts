/** The sample is one year, always the same: everything that is not printed is drawn from this seed. */
const SEED = 20201231;

/** Whole numbers from `least` to `most`, both included. */
export type Draw = (least: number, most: number) => number;

/**
 * A stream of pseudo-random numbers (mulberry32) for each subject, so that a change to one line of the
 * sample leaves all other lines as they are.
 */
export function randomFor(subject: string): Draw {
  let state = [...subject].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619), SEED);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (least, most) => least + Math.floor(next() * (most - least + 1));
}

/** One of a list that is not empty. */
export function pick<Item>(draw: Draw, items: readonly Item[]): Item {
  const item = items[draw(0, items.length - 1)];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}
