import { type Catalogue, withCodes } from '@yujue/classification';
import { type EventStore } from '@yujue/event-store';
import { type Catalogues } from '../configuration/catalogues';
import { RegisterBook } from './register-book';

interface Known {
  readonly book: RegisterBook;
  readonly catalogue: Catalogue;
}

/** Departments' years that are kept; the one that was asked longest ago goes first. */
const KEPT_MAX = 100;

/**
 * 科目表 of a department's year: the year's catalogue with the codes that the department has registered. Every answer is as
 * new as the log: what was read before is kept, and what was appended since, by whichever process, is read each time.
 */
export class OfficeCatalogues {
  private readonly known = new Map<string, Promise<Known>>();

  constructor(
    private readonly store: EventStore,
    private readonly catalogues: Catalogues,
  ) {}

  /** Throws as `Catalogues.ofYear` does. */
  async of(department: string, fiscalYear: number): Promise<Catalogue> {
    const key = `${department}/${fiscalYear}`;
    // One after the other: two that read on from one place would each take in what is new.
    const next = this.next(this.known.get(key), department, fiscalYear);
    this.known.delete(key);
    this.known.set(key, next);
    next.catch(() => this.known.get(key) === next && this.known.delete(key));
    const oldest = this.known.keys().next().value;
    if (this.known.size > KEPT_MAX && oldest !== undefined) this.known.delete(oldest);
    return (await next).catalogue;
  }

  private async next(before: Promise<Known> | undefined, department: string, fiscalYear: number): Promise<Known> {
    const known = await before?.catch(() => undefined);
    if (known && !(await known.book.catchUp(this.store))) return known;
    const book = known?.book ?? (await RegisterBook.read(this.store, department, fiscalYear));
    const codes = [...book.all('codes').values()];
    return { book, catalogue: withCodes(this.catalogues.ofYear(fiscalYear), codes) };
  }
}
