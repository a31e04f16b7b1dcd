import { throwIfInterrupted } from '../interruption';

/** Told how much is done, and of how much where that is known. */
export type Progress = (done: number, total?: number) => void;

/** A terminal is redrawn this often; elsewhere every line stays, so there are few. */
const REDRAW_EVERY_MS = 100;
const LINE_EVERY_MS = 2_000;
const BAR_CELLS = 24;
const CLEAR_TO_END_OF_LINE = '\u001b[K';

/** What progress is shown on; stderr, but for specs. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far long work is (`what`: of what it is counted), on stderr, and ends it when a signal asks for that. */
export async function withProgress<T>(
  label: string,
  work: (progress: Progress) => Promise<T>,
  what = '个事件',
): Promise<T> {
  const display = new ProgressDisplay(label, process.stderr, Date.now, what);
  try {
    return await work((done, total) => {
      throwIfInterrupted();
      display.show(done, total);
    });
  } finally {
    display.end();
  }
}

/** A bar that is redrawn on a terminal, and plain lines elsewhere. */
export class ProgressDisplay {
  private shownAt = -Infinity;

  constructor(
    private readonly label: string,
    private readonly output: ProgressOutput,
    private readonly now: () => number = Date.now,
    private readonly what = '个事件',
  ) {}

  show(done: number, total?: number): void {
    const { isTTY } = this.output;
    const now = this.now();
    if (now - this.shownAt < (isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS)) return;
    this.shownAt = now;
    if (isTTY)
      this.output.write(`\r${this.label} ${bar(done, total)}${this.counts(done, total)}${CLEAR_TO_END_OF_LINE}`);
    else this.output.write(`${this.label}：${this.counts(done, total)}\n`);
  }

  /** With thousands separators, since logs have millions of events. */
  private counts(done: number, total?: number): string {
    if (!total) return `${count(done)} ${this.what}`;
    return `${count(done)} / ${count(total)} ${this.what}（${Math.floor((done / total) * 100)}%）`;
  }

  /** Ends the terminal's line, so that what follows is on the next. */
  end(): void {
    if (this.output.isTTY) this.output.write(`\r${CLEAR_TO_END_OF_LINE}`);
  }
}

function bar(done: number, total?: number): string {
  if (!total) return '';
  const filled = Math.min(BAR_CELLS, Math.floor((done / total) * BAR_CELLS));
  return `[${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}] `;
}

/** A count for people: 1,234. */
export const count = (value: number): string => value.toLocaleString('en-US');
