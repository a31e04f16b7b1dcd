import { type JsonObject, type StoredMetadata } from '../port';

/**
 * An event as a segment holds it: the text that its hash covers, without the date and the bracket at the end, which are the
 * segment's. JSON never has a line end in it, so a segment's events are separated by one.
 */
export type EventLine = [
  stream: string,
  revision: number,
  id: string,
  type: string,
  version: number,
  data: JsonObject,
  metadata: StoredMetadata,
];

/** Where `metadata` is in the line. */
export const METADATA_INDEX = 6;

export const parseEventLine = (line: string): EventLine => JSON.parse(`${line}]`) as EventLine;
