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

/** The figures as a table in Markdown, as it stands in docs/performance.md. */
export function toMarkdown(figures: readonly Figure[]): string {
  const rows = figures.map(({ measure, reached, floor, ratio, peakBytes, aim }) => {
    const memory = `${threeDigits.format(peakBytes / BYTES_PER_MIB)} MiB${peakBytes > PEAK_BYTES_MAX ? ' (!)' : ''}`;
    const verdict = aim ? `${aim.words}: ${aim.held ? 'reached' : 'missed'}` : '';
    return [measure, reached, floor, `${threeDigits.format(ratio)} ×`, memory, verdict];
  });
  const head = ['measure', 'reached', 'plain database', 'ratio', 'peak memory', 'aim'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
