import { type Entry, type ZipFile } from 'yauzl';
import { PackageError } from './package-error';
import { checkXml, readableText } from './readable';
import { contentOf, entriesOf, openZip } from './zip-file';

/** What the parts of a file of ours may be unpacked to, together; the largest report stays far below. */
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;

/** The files in a zip. Sizes are checked before anything is unpacked. Rejects with PackageError. */
export async function unpacked(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  try {
    const zip = await openZip(bytes);
    const entries = await entriesOf(zip);
    const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (total > UNPACKED_BYTES_MAX) throw new PackageError('文件异常：解压后过大，未予读取。');
    const files: Record<string, Uint8Array> = {};
    for (const entry of entries) files[entry.fileName] = await wholeOf(zip, entry);
    return files;
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError('文件已损坏，无法打开。', { cause: error });
  }
}

async function wholeOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of contentOf(zip, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The files of a report file, whose texts can be read by the programs that they are made for. Rejects with PackageError. */
export async function unpackedReadable(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const files = await unpacked(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (/\.(xml|rels)$/i.test(name)) checkXml(content, name);
    else if (/\.(json|csv)$/i.test(name)) readableText(content, name);
  }
  return files;
}

/** The names of the files in a zip, unpacking none; null for bytes whose directory cannot be read. */
export async function namesInZip(bytes: Uint8Array): Promise<ReadonlySet<string> | null> {
  try {
    const entries = await entriesOf(await openZip(bytes));
    return new Set(entries.map(({ fileName }) => fileName));
  } catch {
    return null;
  }
}
