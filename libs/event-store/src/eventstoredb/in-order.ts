/**
 * Keeps the appends of a log that moves in, in the order in which they were called. Appends of one stream that follow
 * each other go on together, as their writer keeps them in order; an append to another stream waits for all before it.
 * After one has failed, those that were called before its caller could know fail too: nothing may overtake it.
 */
export class InOrder {
  private stream: string | null = null;
  /** What was called since the stream last changed, and what it waited for. */
  private current: Promise<unknown>[] = [];
  private before: Promise<unknown> = Promise.resolve();
  private running = 0;

  async run<Result>(stream: string, work: () => Promise<Result>): Promise<Result> {
    if (stream !== this.stream) {
      this.stream = stream;
      this.before = Promise.all([this.before, ...this.current]);
      this.current = [];
    }
    this.running += 1;
    const done = this.before.then(work);
    this.current.push(done);
    // Those who wait get the failure; here it only must not count as unhandled.
    this.before.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.running -= 1;
      if (this.running === 0) this.forget();
    }
  }

  /** All have been answered, so the next one begins anew, also after a failure. */
  private forget(): void {
    this.stream = null;
    this.current = [];
    this.before = Promise.resolve();
  }
}
