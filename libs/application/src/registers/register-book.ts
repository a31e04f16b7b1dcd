import { type Append, type EventStore } from '@yujue/event-store';
import {
  type DepartmentYearRegistered,
  type RegisterContent,
  type RegisterEvent,
  type RegisterName,
  departmentStream,
  readEvent,
  registersStream,
} from '@yujue/ledger';

/** Where a stream ends. */
export interface Tail {
  /** −1 for a stream that does not exist. */
  readonly revision: number;
  readonly eventId: string | null;
}

export const NO_STREAM: Tail = { revision: -1, eventId: null };

/** What an append after this must find. */
export const expectedAfter = ({ revision, eventId }: Tail): Append['expected'] =>
  eventId === null ? 'no-stream' : { revision, eventId };

/** A unit's or a department's registers of a year, each entry in its last version. */
export class RegisterBook {
  private readonly entries = new Map<string, RegisterContent<RegisterName>>();
  private last: Tail = NO_STREAM;

  private constructor(
    readonly owner: string,
    readonly fiscalYear: number,
  ) {}

  /** Reads them straight from the log. */
  static async read(store: EventStore, owner: string, fiscalYear: number): Promise<RegisterBook> {
    const book = new RegisterBook(owner, fiscalYear);
    await book.catchUp(store);
    return book;
  }

  get tail(): Tail {
    return this.last;
  }

  get stream(): string {
    return registersStream(this.owner, this.fiscalYear);
  }

  /**
   * Reads what was appended since, and returns whether there was anything. Where the log no longer has the event that
   * was last read (it was restored from an older backup), everything is read again.
   */
  async catchUp(store: EventStore): Promise<boolean> {
    const before = this.last;
    let isSameLog = before.revision === -1;
    for await (const page of store.readStream(this.stream, { from: Math.max(before.revision, 0) })) {
      for (const stored of page) {
        if (stored.revision === before.revision) {
          if (stored.id !== before.eventId) return this.readAgain(store);
          isSameLog = true;
          continue;
        }
        this.take(readEvent<RegisterEvent>(stored));
        this.last = { revision: stored.revision, eventId: stored.id };
      }
    }
    return isSameLog ? this.last.revision > before.revision : this.readAgain(store);
  }

  find<Name extends RegisterName>(register: Name, entryNo: string): RegisterContent<Name> | undefined {
    return this.entries.get(keyOf(register, entryNo)) as RegisterContent<Name> | undefined;
  }

  /** All entries of a register, by their numbers. */
  all<Name extends RegisterName>(register: Name): Map<string, RegisterContent<Name>> {
    const prefix = keyOf(register, '');
    const own = [...this.entries].filter(([key]) => key.startsWith(prefix));
    return new Map(own.map(([key, content]) => [key.slice(prefix.length), content as RegisterContent<Name>]));
  }

  private take(event: RegisterEvent): void {
    if (event.type !== 'RegisterEntryRecorded') return;
    const { register, entryNo, content } = event.data;
    this.entries.set(keyOf(register, entryNo), content);
  }

  private async readAgain(store: EventStore): Promise<boolean> {
    this.entries.clear();
    this.last = NO_STREAM;
    await this.catchUp(store);
    return true;
  }
}

const keyOf = (register: RegisterName, entryNo: string): string => `${register}/${entryNo}`;

/** A department's year as it was last registered; null where it was not. */
export async function registeredYear(
  store: EventStore,
  department: string,
  fiscalYear: number,
): Promise<{ year: DepartmentYearRegistered['data'] | null; tail: Tail }> {
  let year: DepartmentYearRegistered['data'] | null = null;
  let tail = NO_STREAM;
  for await (const page of store.readStream(departmentStream(department, fiscalYear))) {
    for (const stored of page) {
      year = readEvent<DepartmentYearRegistered>(stored).data;
      tail = { revision: stored.revision, eventId: stored.id };
    }
  }
  return { year, tail };
}
