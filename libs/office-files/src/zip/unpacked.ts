import { unzipSync } from 'fflate';
import { PackageError } from './package-error';
import { checkXml, readableText } from './readable';

export { PackageError };

/** What the parts of a file of ours may be unpacked to, together; the largest report stays far below. */
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;

/** The files in a zip. Sizes are checked before anything is unpacked, and nothing unpacks to more than its size says. */
export function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  const withinLimits = ({ originalSize }: { originalSize: number }): boolean => {
    total += originalSize;
    if (total > UNPACKED_BYTES_MAX) throw new PackageError('文件异常：解压后过大，未予读取。');
    return true;
  };
  try {
    return unzipSync(bytes, { filter: withinLimits });
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError('文件已损坏，无法打开。');
  }
}

/** The files of a report file, whose texts can be read by the programs that they are made for. Throws PackageError. */
export function unpackedReadable(bytes: Uint8Array): Record<string, Uint8Array> {
  const files = unpacked(bytes);
  for (const [name, content] of Object.entries(files)) {
    if (/\.(xml|rels)$/i.test(name)) checkXml(content, name);
    else if (/\.(json|csv)$/i.test(name)) readableText(content, name);
  }
  return files;
}

/** The names of the files in a zip, unpacking none; null for bytes whose directory cannot be read. */
export function namesInZip(bytes: Uint8Array): ReadonlySet<string> | null {
  const names = new Set<string>();
  const unpackNothing = ({ name }: { name: string }): boolean => {
    names.add(name);
    return false;
  };
  try {
    unzipSync(bytes, { filter: unpackNothing });
    return names;
  } catch {
    return null;
  }
}
