/** Longer than a step of work takes on a busy machine, and far below what a person waits for an answer. */
const WAIT_MAX_MS = 3_000;

/**
 * Lets works on the same thing take turns in this process, in the order in which they come. Works that decide on a stream and
 * append to it would otherwise refute each other, and each would have to be decided again many times. A turn is a courtesy and
 * no lock: a work that has waited for WAIT_MAX_MS begins all the same, so that one that waits for a server holds up no other.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key);
    const turn = this.after(before, work);
    const ended = turn.catch(() => undefined);
    this.last.set(key, ended);
    try {
      return await turn;
    } finally {
      if (this.last.get(key) === ended) this.last.delete(key);
    }
  }

  private async after<Result>(before: Promise<unknown> | undefined, work: () => Promise<Result>): Promise<Result> {
    if (before) await endOf(before);
    return work();
  }
}

/** Resolves when a turn has ended, or has taken too long. Turns that are kept never reject. */
const endOf = (turn: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MAX_MS);
    turn.then(
      () => {
        clearTimeout(timer);
        resolve();
      },
      () => undefined,
    );
  });
