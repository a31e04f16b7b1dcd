import { crc32, deflateRawSync } from 'node:zlib';
import { columnLetters } from '../worksheet-row';

/** One file inside a zip, with what a hostile maker may claim about it. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory says the unpacked size is; the truth when absent. */
  readonly claimedSize?: number;
  /** The name that stands before the content; that of the directory when absent. */
  readonly localName?: string;
  /** Content that is in the file but in no directory. */
  readonly unlisted?: boolean;
}

const HEADER_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of the smallest workbook that Excel opens, with this XML as its only sheet. */
export const workbookParts = (sheetXml: string | Buffer): ZipPart[] => [
  {
    name: 'xl/workbook.xml',
    content: `${HEADER_XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `${HEADER_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  { name: 'xl/worksheets/sheet1.xml', content: sheetXml },
];

/** A sheet of texts; `before` goes in front of the rows (`<cols>`). */
export const sheetXml = (rows: readonly (readonly string[])[], before = ''): string =>
  `${HEADER_XML}<worksheet xmlns="${MAIN}">${before}<sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`;

const rowXml = (row: readonly string[], index: number): string =>
  `<row r="${index + 1}">${row.map((text, column) => `<c r="${columnLetters(column)}${index + 1}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

/** A zip file with these parts, byte by byte, so that it can lie. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const local = entry(0x04034b50, part, packed, content, part.localName ?? part.name);
    if (!part.unlisted) directory.push(entry(0x02014b50, part, packed, content, part.name, offset));
    body.push(local, packed);
    offset += local.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, listing, end]);
}

/** A local header, or with `offset` an entry of the directory. */
function entry(
  magic: number,
  { claimedSize }: ZipPart,
  packed: Buffer,
  content: Buffer,
  name: string,
  offset?: number,
): Buffer {
  const isListed = offset !== undefined;
  const fixed = Buffer.alloc(isListed ? 46 : 30);
  const at = isListed ? 2 : 0;
  fixed.writeUInt32LE(magic, 0);
  fixed.writeUInt16LE(20, 4);
  if (isListed) fixed.writeUInt16LE(20, 6);
  fixed.writeUInt16LE(8, 8 + at);
  fixed.writeUInt32LE(crc32(content), 14 + at);
  fixed.writeUInt32LE(packed.length, 18 + at);
  fixed.writeUInt32LE(claimedSize ?? content.length, 22 + at);
  fixed.writeUInt16LE(Buffer.byteLength(name), 26 + at);
  if (isListed) fixed.writeUInt32LE(offset, 42);
  return Buffer.concat([fixed, Buffer.from(name)]);
}
