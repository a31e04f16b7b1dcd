import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A machine counts as quiet when its processors idle for this share of a look. */
const QUIET_SHARE = 0.9;
const LOOK_MS = 2_000;
const WAIT_MAX_MS = 5 * 60_000;

/** How busy the machine was while something was measured. */
export interface Busyness {
  /** Processes that wanted to run in the minute before, on average. */
  readonly loadBefore: number;
  /** Share of the processors' time in which they had nothing to do. */
  readonly idleShare: number;
}

/** Watches the processors from now until the returned function is called. */
export function watchMachine(): () => Busyness {
  const [loadBefore = 0] = loadavg();
  const before = processorTimes();
  return () => {
    const after = processorTimes();
    return { loadBefore, idleShare: (after.idle - before.idle) / Math.max(1, after.all - before.all) };
  };
}

/** Waits until other programs leave the machine alone, but not forever: the figures say how busy it was. */
export async function untilQuiet(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  for (let isFirst = true; performance.now() - start < WAIT_MAX_MS; isFirst = false) {
    const watched = watchMachine();
    await sleep(LOOK_MS, undefined, { signal });
    const { idleShare } = watched();
    if (idleShare >= QUIET_SHARE) return;
    if (isFirst) say(`waits for a quiet machine (${percent(idleShare)} idle)`);
  }
  say('does not wait any longer: the machine is busy');
}

/** `0.3, 12 %` */
export const busynessInWords = ({ loadBefore, idleShare }: Busyness): string =>
  `${oneDigit.format(loadBefore)}, ${percent(idleShare)}`;

const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) };
}
