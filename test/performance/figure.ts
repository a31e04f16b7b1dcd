/** One line of the result. */
export interface Figure {
  readonly measure: string;
  readonly reached: string;
  /** What the plain database does in the same run. */
  readonly floor: string;
  /** Reached beside the floor: of speeds, so that more is better, or of times, so that less is. */
  readonly ratio: number;
  /** Undefined for programs that do not tell theirs. */
  readonly peakBytes: number | undefined;
  readonly aim?: { readonly words: string; readonly held: boolean };
}

/** A measure without a figure, and why. */
export interface Unmeasured {
  readonly measure: string;
  readonly note: string;
}

const BYTES_PER_MIB = 1024 * 1024;

/** The aim for every stage. */
const PEAK_BYTES_MAX = 512 * BYTES_PER_MIB;

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const speed = (perSecond: number, unit: string): string => `${threeDigits.format(perSecond)} ${unit}/s`;

export const duration = (ms: number): string => `${threeDigits.format(ms)} ms`;

/** A figure of a speed that should be at least so many times the floor. */
export const withAim = (figure: Figure, times: number): Figure => ({
  ...figure,
  aim: { words: `≥ ${times} ×`, held: figure.ratio >= times },
});

const HEAD = ['measure', 'reached', 'plain database', 'ratio', 'peak memory', 'aim', 'load, idle'];

const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The head of the table in Markdown that docs/performance.md has. */
export const MARKDOWN_HEAD = [HEAD, HEAD.map(() => '---')].map(markdownRow).join('\n');

/** A figure as a row of that table, with how busy the machine was. */
export function toMarkdownRow({ measure, reached, floor, ratio, peakBytes, aim }: Figure, machine: string): string {
  const verdict = aim ? `${aim.words}: ${aim.held ? 'reached' : 'missed'}` : '';
  return markdownRow([measure, reached, floor, `${threeDigits.format(ratio)} ×`, memory(peakBytes), verdict, machine]);
}

/** A measure without a figure, as a row of that table. */
export const toMarkdownNote = ({ measure, note }: Unmeasured): string =>
  markdownRow([measure, note, ...HEAD.slice(2).map(() => '')]);

const memory = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `${threeDigits.format(bytes / BYTES_PER_MIB)} MiB${bytes > PEAK_BYTES_MAX ? ' (!)' : ''}`;
