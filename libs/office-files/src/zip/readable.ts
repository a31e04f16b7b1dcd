import { isPrintable } from '@yujue/reporting';
import { PackageError } from './package-error';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** A character that XML names by its number. */
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;
const CODE_POINT_MAX = 0x10_ff_ff;

/** The text of a file, or of a part of one. Throws PackageError for one that the programs it is made for cannot open. */
export function readableText(bytes: Uint8Array, name = '文件'): string {
  const text = decoded(bytes, name);
  if (!isPrintable(text)) throw unreadable(name, '控制字符');
  return text;
}

/** The same for a part in XML, where a character may also be named by its number. */
export function checkXml(bytes: Uint8Array, name: string): void {
  for (const [reference, hex, decimal] of readableText(bytes, name).matchAll(REFERENCE)) {
    const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (codePoint > CODE_POINT_MAX || !isPrintable(String.fromCodePoint(codePoint)))
      throw unreadable(name, `字符 ${reference}`);
  }
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw unreadable(name, '不是 UTF-8 的字节');
  }
}

const unreadable = (name: string, what: string): PackageError =>
  new PackageError(`${name}含有${what}，Excel、Word 等程序无法打开，不予核对。请重新导出。`);
