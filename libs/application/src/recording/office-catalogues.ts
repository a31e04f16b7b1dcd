import { Inject, Injectable } from '@nestjs/common';
import { type Catalogue, withCodes } from '@yujue/classification';
import { type EventStore } from '@yujue/event-store';
import { Catalogues } from '../configuration/catalogues';
import { RegisterBook } from './register-book';
import { EVENT_STORE } from '../tokens';

interface Known {
  readonly book: RegisterBook;
  readonly catalogue: Catalogue;
}

/** Departments' years that are kept; the one that was asked longest ago goes first. */
const KEPT_MAX = 100;

/** One department's year: the result of the last read, and the reads under way. */
interface Kept {
  known: Known | null;
  reading: Promise<Known> | null;
  /** The read after the current one, shared by all calls that came during the current one. */
  next: Promise<Known> | null;
}

/**
 * 科目表 of a department's year: the year's catalogue with the codes that the department has registered. Every answer is as
 * new as the log: what was read before is kept, and what was appended since, by whichever process, is read each time.
 */
@Injectable()
export class OfficeCatalogues {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly catalogues: Catalogues,
  ) {}

  /** Throws as `Catalogues.ofYear` does. */
  async of(department: string, fiscalYear: number): Promise<Catalogue> {
    const kept = this.keptOf(`${department}/${fiscalYear}`);
    const read = () => this.read(kept, department, fiscalYear);
    // A read that began before this call may lack what was recorded since. All calls during it share one read that follows
    // it, so that no call waits for more than two reads, even when each takes long because the store does not answer.
    const reading = kept.reading === null ? read() : (kept.next ??= this.after(kept, read));
    return (await reading).catalogue;
  }

  private keptOf(key: string): Kept {
    const kept = this.kept.get(key) ?? { known: null, reading: null, next: null };
    this.kept.delete(key);
    this.kept.set(key, kept);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > KEPT_MAX && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }

  private async after(kept: Kept, read: () => Promise<Known>): Promise<Known> {
    // The caller that began it gets its failure.
    await kept.reading?.catch(() => undefined);
    kept.next = null;
    return kept.reading ?? read();
  }

  private read(kept: Kept, department: string, fiscalYear: number): Promise<Known> {
    const reading = this.readOn(kept.known, department, fiscalYear).then(
      (known) => {
        Object.assign(kept, { known, reading: null });
        return known;
      },
      (error: unknown) => {
        // The book may have read only a part of the new events.
        Object.assign(kept, { known: null, reading: null });
        throw error;
      },
    );
    kept.reading = reading;
    return reading;
  }

  private async readOn(known: Known | null, department: string, fiscalYear: number): Promise<Known> {
    if (known && !(await known.book.catchUp(this.store))) return known;
    const book = known?.book ?? (await RegisterBook.read(this.store, department, fiscalYear));
    const codes = [...book.all('codes').values()];
    return { book, catalogue: withCodes(this.catalogues.ofYear(fiscalYear), codes) };
  }
}
