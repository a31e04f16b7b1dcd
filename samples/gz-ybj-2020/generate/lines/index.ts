import { BASIC_LINES } from './basic-lines';
import { HELD_LINES } from './held-lines';
import { type SampleLine } from './line';
import { PROJECT_LINES } from './project-lines';

export * from './line';
export * from './held-lines';

/** All 指标 of the department, in the order of their numbers. */
export const LINES: readonly SampleLine[] = [...BASIC_LINES, ...PROJECT_LINES, ...HELD_LINES].sort((left, right) =>
  left.id < right.id ? -1 : 1,
);

/** The 指标 of a number; throws when the sample has none, so that a misprint in its data is found. */
export function lineOf(id: string): SampleLine {
  const line = LINES.find((candidate) => candidate.id === id);
  if (!line) throw new Error(`The sample has no line ${id}.`);
  return line;
}
