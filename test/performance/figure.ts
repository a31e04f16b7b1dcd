/** One line of the result. */
export interface Figure {
  readonly measure: string;
  readonly reached: string;
  /** What the plain database does in the same run. */
  readonly floor: string;
  /** Reached beside the floor: of speeds, so that more is better, or of times, so that less is. */
  readonly ratio: number;
  readonly peakBytes: number;
  readonly aim?: { readonly words: string; readonly held: boolean };
}

const BYTES_PER_MIB = 1024 * 1024;

/** The aim for every stage. */
const PEAK_BYTES_MAX = 512 * BYTES_PER_MIB;

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export const speed = (perSecond: number, unit: string): string => `${threeDigits.format(perSecond)} ${unit}/s`;

export const duration = (ms: number): string => `${threeDigits.format(ms)} ms`;

const HEAD = ['measure', 'reached', 'plain database', 'ratio', 'peak memory', 'aim'];

const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The head of the table in Markdown that docs/performance.md has. */
export const MARKDOWN_HEAD = [HEAD, HEAD.map(() => '---')].map(markdownRow).join('\n');

/** A figure as a row of that table. */
export function toMarkdownRow({ measure, reached, floor, ratio, peakBytes, aim }: Figure): string {
  const memory = `${threeDigits.format(peakBytes / BYTES_PER_MIB)} MiB${peakBytes > PEAK_BYTES_MAX ? ' (!)' : ''}`;
  const verdict = aim ? `${aim.words}: ${aim.held ? 'reached' : 'missed'}` : '';
  return markdownRow([measure, reached, floor, `${threeDigits.format(ratio)} ×`, memory, verdict]);
}
