import { type EventStore, type ExpectedState } from '@yujue/event-store';
import { type RegisterContent, type RegisterEvent, type RegisterName, readEvent, registersStream } from '@yujue/ledger';

/** A unit's or a department's registers of a year, each entry in its last version. */
export class RegisterBook {
  private readonly entries = new Map<string, RegisterContent<RegisterName>>();
  private last: ExpectedState = 'no-stream';

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

  /** What an append after the last event that was read must expect. */
  get state(): ExpectedState {
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
    let isSameLog = before === 'no-stream';
    const from = before === 'no-stream' ? 0 : before.revision;
    for await (const page of store.readStream(this.stream, { from })) {
      for (const stored of page) {
        if (before !== 'no-stream' && stored.revision === before.revision) {
          if (stored.id !== before.eventId) return this.readAgain(store);
          isSameLog = true;
          continue;
        }
        this.take(readEvent<RegisterEvent>(stored));
        this.last = { revision: stored.revision, eventId: stored.id };
      }
    }
    return isSameLog ? this.last !== before : this.readAgain(store);
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
    this.last = 'no-stream';
    await this.catchUp(store);
    return true;
  }
}

const keyOf = (register: RegisterName, entryNo: string): string => `${register}/${entryNo}`;
