const FIRST_MS = 100;
/** A standby takes over within seconds; reports should continue soon after that. */
const MAX_MS = 2_000;

/** How long to wait before a store or a database that failed is asked again: longer each time, until it works again. */
export class Backoff {
  private failures = 0;

  /** The wait after one more failure, in milliseconds; scattered, so that many projectors do not come back at once. */
  next(random: () => number = Math.random): number {
    const wait = Math.min(MAX_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    return wait * (0.5 + random() / 2);
  }

  reset(): void {
    this.failures = 0;
  }
}
