import { createHash } from 'node:crypto';
import { GENESIS_HASH } from './hash-chain';
import { type Seal } from './seals';

const HASH_BYTES = 32;
/** Hashes are kept in parts, because a log that was never sealed has one for each of its events. */
const PART_HASHES = 8_192;
const PART_BYTES = PART_HASHES * HASH_BYTES;

/** The hashes of the events that no seal covers yet, in the order of the log and in 32 bytes each. */
export class UnsealedHashes {
  private parts: Buffer[] = [];
  /** The first of them, counted from the start of the first part. */
  private from = 0;
  private to = 0;

  get count(): number {
    return this.to - this.from;
  }

  /** Adds an event's hash (SHA-256, hex). */
  push(hash: string): void {
    if (this.to === this.parts.length * PART_HASHES) this.parts.push(Buffer.allocUnsafe(PART_BYTES));
    this.parts.at(-1)!.write(hash, (this.to % PART_HASHES) * HASH_BYTES, HASH_BYTES, 'hex');
    this.to += 1;
  }

  /** The hash of the first `count` of them as the block after a seal; as `blockHash` of seals. */
  blockHash(previous: Seal | null, count = this.count): string {
    const hash = createHash('sha256').update(previous?.hash ?? GENESIS_HASH);
    const end = this.from + count;
    for (let at = this.from; at < end; at = endOfPart(at)) {
      const part = this.parts[Math.floor(at / PART_HASHES)]!;
      const [first, last] = [at % PART_HASHES, (at % PART_HASHES) + Math.min(endOfPart(at), end) - at];
      hash.update(part.toString('hex', first * HASH_BYTES, last * HASH_BYTES));
    }
    return hash.digest('hex');
  }

  /** Removes the first `count` of them: a seal covers them. */
  drop(count: number): void {
    this.from += count;
    const sealed = Math.floor(this.from / PART_HASHES);
    this.parts.splice(0, sealed);
    this.from -= sealed * PART_HASHES;
    this.to -= sealed * PART_HASHES;
  }
}

/** The end of the part that has the hash with this number. */
const endOfPart = (number: number): number => (Math.floor(number / PART_HASHES) + 1) * PART_HASHES;
