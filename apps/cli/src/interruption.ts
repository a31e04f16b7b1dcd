import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long work may take to leave things in order by itself before its connections are closed under it. */
const GRACE_MS = 2_000;

/** Ctrl-C, or another signal to stop. */
export class Interrupted extends Error {
  constructor(readonly signal: (typeof SIGNALS)[number]) {
    super('已中断。');
    this.name = 'Interrupted';
  }

  /** As a shell says it: 130 for Ctrl-C. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

const interruption = new AbortController();

/** From here on the first signal asks the work to end, and the second ends the process as it is. */
export function listenForInterruption(): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const interrupted = new Interrupted(signal);
      if (interruption.signal.aborted) process.exit(interrupted.exitCode);
      interruption.abort(interrupted);
    });
  }
}

/** Called from within long work, so that it unwinds through its own clean-up. Throws Interrupted. */
export const throwIfInterrupted = (): void => interruption.signal.throwIfAborted();

/** Resolves as `work` does. Rejects with Interrupted if a signal came before, or if `work` does not end soon after one. */
export async function unlessInterrupted<T>(work: () => Promise<T>): Promise<T> {
  throwIfInterrupted();
  const { signal } = interruption;
  let abandon: () => void = () => undefined;
  const abandoned = new Promise<never>((_, reject) => {
    abandon = () => setTimeout(() => reject(signal.reason as Interrupted), GRACE_MS);
    signal.addEventListener('abort', abandon, { once: true });
  });
  try {
    return await Promise.race([work(), abandoned]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}
