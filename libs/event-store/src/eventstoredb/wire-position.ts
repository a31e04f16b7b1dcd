import { type Position as WirePosition } from '@eventstore/db-client';
import { type Position } from '../port';

/** A 64-bit number has at most 20 digits. */
const DIGITS = 20;
/** What servers before 22.6 give as the position of an event that is read from its stream: the largest 64-bit number. */
const UNKNOWN = 18446744073709551615n;

/** EventStoreDB's place in `$all` as the port says it: commit and prepare position, each in fixed width. */
export function fromWirePosition({ commit, prepare }: WirePosition): Position {
  return `${digits(commit)}${digits(prepare)}` as Position;
}

export function toWirePosition(position: Position): WirePosition {
  return { commit: BigInt(position.slice(0, DIGITS)), prepare: BigInt(position.slice(DIGITS)) };
}

export const isKnown = (position: WirePosition | undefined): position is WirePosition =>
  position !== undefined && position.commit !== UNKNOWN;

const digits = (value: bigint): string => value.toString().padStart(DIGITS, '0');
