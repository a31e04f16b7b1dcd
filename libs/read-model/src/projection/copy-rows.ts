const INITIAL_BYTES = 64 * 1024;
/** UTF-8 takes at most three bytes for each unit of a JavaScript string. */
const BYTES_PER_UNIT_MAX = 3;

/**
 * Rows on their way to COPY, as bytes. As strings they would be millions of small objects that live just long enough for
 * the garbage collector to copy them; that took as long as reading the log.
 */
export class CopyRows {
  private buffer = Buffer.allocUnsafe(INITIAL_BYTES);
  private length = 0;

  /** Adds text: one row, newline included. */
  add(row: string): void {
    const needed = this.length + row.length * BYTES_PER_UNIT_MAX;
    if (needed > this.buffer.length) this.grow(needed);
    this.length += this.buffer.write(row, this.length);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
