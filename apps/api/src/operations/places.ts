import { UserError } from '@yujue/application';

/** A limited number of places; a request that finds no free place gets 503 with Retry-After. */
export class Places {
  private taken = 0;

  constructor(
    private readonly max: number,
    private readonly code: string,
    private readonly sentence: string,
  ) {}

  /** Takes a place and returns how to give it back (once). Throws UserError (503) when all are taken. */
  take(): () => void {
    if (this.taken >= this.max) throw new UserError(this.code, this.sentence, { kind: 'unavailable' });
    this.taken += 1;
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      this.taken -= 1;
    };
  }
}
