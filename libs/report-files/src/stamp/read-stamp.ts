import { STAMP_META } from '@yujue/reporting';
import { strFromU8 } from 'fflate';
import { parse } from 'node-html-parser';
import { DESCRIPTOR } from '../fiscal-package/write-fiscal-package';
import { readableText, textOfElement, unpackedReadable } from '@yujue/office-files';
import { type ReportStamp, parseStamp } from './stamp';

/**
 * The stamp of a file, wherever its kind keeps it: in the properties of an Office file, the descriptor of a data package,
 * the head of a page, a field of JSON, or, for CSV, in the file beside it. Null when there is none.
 */
export async function readStamp(bytes: Buffer, sidecar: string | null): Promise<ReportStamp | null> {
  const text = isZip(bytes) ? await stampInPackage(bytes) : (stampInText(readableText(bytes)) ?? sidecar);
  return text === null ? null : parseStamp(text);
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';

async function stampInPackage(bytes: Buffer): Promise<string | null> {
  const files = await unpackedReadable(bytes);
  const core = files['docProps/core.xml'];
  if (core) return textOfElement(strFromU8(core), 'dc:description');
  const descriptor = files[DESCRIPTOR];
  return descriptor ? fieldOf(strFromU8(descriptor), 'x-yujue-stamp') : null;
}

function stampInText(text: string): string | null {
  if (text.startsWith('{')) return fieldOf(text, 'stamp');
  if (!text.trimStart().startsWith('<')) return null;
  return parse(text).querySelector(`meta[name="${STAMP_META}"]`)?.getAttribute('content') ?? null;
}

function fieldOf(json: string, name: string): string | null {
  try {
    const value = (JSON.parse(json) as Record<string, unknown>)[name];
    return value === undefined ? null : JSON.stringify(value);
  } catch {
    return null;
  }
}
