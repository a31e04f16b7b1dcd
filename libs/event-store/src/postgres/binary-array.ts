import assert from 'node:assert/strict';

/**
 * Arrays as PostgreSQL's binary protocol takes them: beside text, which it would have to take apart character by
 * character, they cost it next to nothing. `pg` sends a Buffer as binary.
 */
export interface ElementType<Value> {
  /** The type's number in PostgreSQL's catalogue, which is the same in every server. */
  readonly oid: number;
  encode(value: Value): Buffer;
}

export const TEXT: ElementType<string> = { oid: 25, encode: (value) => Buffer.from(value) };
/** JSON that is text already, and stays as it is byte for byte. */
export const JSON_TEXT: ElementType<string> = { oid: 114, encode: (value) => Buffer.from(value) };
export const INTEGER: ElementType<number> = { oid: 23, encode: int32 };
export const BIGINT: ElementType<number> = { oid: 20, encode: (value) => int64(BigInt(value)) };
/** Bytes, given in hexadecimal. */
export const BYTEA: ElementType<string> = { oid: 17, encode: (hex) => Buffer.from(hex, 'hex') };
export const UUID: ElementType<string> = { oid: 2950, encode: encodeUuid };
/** An instant in ISO 8601, to the millisecond. */
export const TIMESTAMPTZ: ElementType<string> = { oid: 1184, encode: encodeInstant };

const DIMENSIONS = 1;
const FIRST_INDEX = 1;
const NULL_ELEMENT = int32(-1);
const UUID_BYTES = 16;

/** PostgreSQL counts microseconds from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const MICROSECONDS_PER_MS = 1_000n;

/** The layout of `array_recv`: dimensions, whether there are nulls, type, length, first index; each element after its size. */
export function binaryArray<Value>({ oid, encode }: ElementType<Value>, values: readonly (Value | null)[]): Buffer {
  const hasNulls = values.includes(null) ? 1 : 0;
  const parts = [DIMENSIONS, hasNulls, oid, values.length, FIRST_INDEX].map(int32);
  for (const value of values) {
    if (value === null) {
      parts.push(NULL_ELEMENT);
    } else {
      const bytes = encode(value);
      parts.push(int32(bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function encodeUuid(uuid: string): Buffer {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  // A broken one must not reach the server, which would take the whole message for garbled.
  assert.equal(bytes.length, UUID_BYTES, `not a UUID: ${uuid}`);
  return bytes;
}

function encodeInstant(iso: string): Buffer {
  return int64(BigInt(Date.parse(iso) - EPOCH_MS) * MICROSECONDS_PER_MS);
}
