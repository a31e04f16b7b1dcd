import { createHash } from 'node:crypto';
import { GENESIS_HASH } from './hash-chain';
import { type Seal } from './seals';

const HASH_BYTES = 32;
const ROOM_AT_FIRST = 1_024;
/** Hashes are made hex again in parts, because a block may be a whole log that was never sealed. */
const PART_BYTES = 8_192 * HASH_BYTES;

/** The hashes of the events that no seal covers yet, in the order of the log and in 32 bytes each. */
export class UnsealedHashes {
  private bytes = Buffer.alloc(ROOM_AT_FIRST * HASH_BYTES);
  private from = 0;
  private to = 0;

  get count(): number {
    return (this.to - this.from) / HASH_BYTES;
  }

  /** Adds an event's hash (SHA-256, hex). */
  push(hash: string): void {
    if (this.to === this.bytes.length) this.makeRoom();
    this.to += this.bytes.write(hash, this.to, HASH_BYTES, 'hex');
  }

  /** The hash of the first `count` of them as the block after a seal; as `blockHash` of seals. */
  blockHash(previous: Seal | null, count = this.count): string {
    const hash = createHash('sha256').update(previous?.hash ?? GENESIS_HASH);
    const end = this.from + count * HASH_BYTES;
    for (let at = this.from; at < end; at += PART_BYTES)
      hash.update(this.bytes.toString('hex', at, Math.min(at + PART_BYTES, end)));
    return hash.digest('hex');
  }

  /** Removes the first `count` of them: a seal covers them. */
  drop(count: number): void {
    this.from += count * HASH_BYTES;
  }

  private makeRoom(): void {
    const isMostlySealed = this.from > this.bytes.length / 2;
    const bytes = isMostlySealed ? this.bytes : Buffer.alloc(this.bytes.length * 2);
    this.bytes.copy(bytes, 0, this.from, this.to);
    this.to -= this.from;
    this.from = 0;
    this.bytes = bytes;
  }
}
