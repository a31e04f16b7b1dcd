import { type Entry, type ZipFile, fromBufferPromise } from 'yauzl';

/** Opens a zip in memory. Rejects when its directory is missing or damaged. */
export const openZip = (bytes: Uint8Array): Promise<ZipFile> =>
  fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });

/** What the directory lists. Rejects when the directory is damaged, or names a file outside of the zip. */
export async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/**
 * The content of an entry, piece by piece. Rejects as soon as there is more, or at the end less, than the directory says: a
 * declared size is only a claim.
 */
export async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  for await (const piece of await zip.openReadStreamPromise(entry)) yield piece as Buffer;
}
