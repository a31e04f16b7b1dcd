import { isDeepStrictEqual } from 'node:util';
import { type EventStore, type StoredEvent } from './port';
import { beginBlock, readSeal, SEAL_STREAM, type Seal } from './seals';

/** Seals that are read ahead at once, some 300 bytes each. */
const SEALS_AT_ONCE = 500;

/** A block whose events have passed, and whether its seal fits them. */
interface PassedBlock {
  readonly seal: Seal;
  readonly fits: boolean;
}

/**
 * Checks the blocks of a log while its events pass. A seal can be any number of events behind its block, so seals are read ahead and
 * each block is hashed as it passes. No hash of an event is kept, whether a seal covers it or not.
 */
export class SealedBlocks {
  private block = beginBlock(null);
  private count = 0;
  /** The last seal whose block has passed. */
  private before: Seal | null = null;
  /** The seal of the block that passes now; null if none covers it. */
  private seal: Seal | null = null;
  /** Blocks whose seals have not passed yet. */
  private readonly passed: PassedBlock[] = [];

  private constructor(private readonly seals: AsyncGenerator<Seal>) {}

  /** Begins before the first event of a log. */
  static async of(store: Pick<EventStore, 'readStream'>): Promise<SealedBlocks> {
    const blocks = new SealedBlocks(sealsOf(store));
    await blocks.readAhead();
    return blocks;
  }

  /** True after the last event of a block: `endBlock` comes before the next event. */
  get isAtEndOfBlock(): boolean {
    return this.count === this.seal?.count;
  }

  /** Takes the next event that is no seal, by its hash. */
  pass(hash: string): void {
    this.block.update(hash);
    this.count += 1;
  }

  async endBlock(): Promise<void> {
    const seal = this.seal!;
    this.passed.push({ seal, fits: seal.hash === this.block.digest('hex') });
    this.before = seal;
    this.block = beginBlock(seal);
    this.count = 0;
    await this.readAhead();
  }

  /** Whether the next seal of the log is in order: its block has passed, and it fits the events. */
  isInOrder(seal: Seal): boolean {
    const block = this.passed.shift();
    return block !== undefined && block.fits && isDeepStrictEqual(block.seal, seal);
  }

  /** The hash of the events after a seal that has passed; null if blocks after it have passed already. */
  hashAfter(lastSeal: Seal | null): string | null {
    return this.before?.toOrdinal === lastSeal?.toOrdinal ? this.block.copy().digest('hex') : null;
  }

  private async readAhead(): Promise<void> {
    const { value, done } = await this.seals.next();
    this.seal = done ? null : value;
  }
}

/** The seals of a log up to the first one that cannot be right, whatever it covers. Holds nothing open between two of them. */
async function* sealsOf(store: Pick<EventStore, 'readStream'>): AsyncGenerator<Seal, void> {
  let ordinal = 0;
  for (let from = 0; ; from += SEALS_AT_ONCE) {
    const events: StoredEvent[] = [];
    for await (const page of store.readStream(SEAL_STREAM, { from, maxEvents: SEALS_AT_ONCE })) events.push(...page);
    for (const event of events) {
      const seal = readSeal(event);
      if (seal?.fromOrdinal !== ordinal + 1 || seal.count !== seal.toOrdinal - ordinal) return;
      ordinal = seal.toOrdinal;
      yield seal;
    }
    if (events.length < SEALS_AT_ONCE) return;
  }
}
