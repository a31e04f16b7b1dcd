import { type JsonObject, type StoredEvent, type StoredMetadata } from '../port';

/**
 * An event as a segment holds it: the text that its hash covers, without the date and the bracket at the end, which are the
 * segment's. JSON never has a line end in it, so a segment's events are separated by one.
 */
type Line = [stream: string, revision: number, id: string, type: string, version: number, JsonObject, StoredMetadata];

/** Where `metadata` is in the line. */
export const METADATA_INDEX = 6;

type InLine = Pick<StoredEvent, 'id' | 'type' | 'version' | 'data' | 'metadata'>;

/** What a line says that its segment does not say too. The segment says which stream and revision the hash must fit. */
export function decodeLine(line: string): InLine {
  const [, , id, type, version, data, metadata] = JSON.parse(`${line}]`) as Line;
  return { id, type, version, data, metadata };
}
