/** Wakes all that wait. Each checks its condition again, so that no wake-up is lost or counted twice. */
export class Signal {
  private waiting: (() => void)[] = [];

  /** Resolves at the next `fire`. */
  wait(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  fire(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}
