import { strFromU8 } from 'fflate';
import { type FileCell } from '../verify/file-cell';
import { csvRecords } from '../verify/read-csv';
import { unpackedReadable } from '@yujue/office-files';
import { DESCRIPTOR, FACTS } from './write-fiscal-package';

/** The facts of a package, and its descriptor but for the stamp. */
export async function readFiscalPackage(bytes: Uint8Array): Promise<FileCell[]> {
  const files = await unpackedReadable(bytes);
  const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const facts = csvRecords(textOf(FACTS));
  const descriptor = withoutStamp(textOf(DESCRIPTOR));
  return [
    { key: DESCRIPTOR, table: DESCRIPTOR, row: '全文', column: '', text: descriptor },
    ...facts.flatMap((fields, index) =>
      fields.map((text, column) => ({
        key: `${index} ${column}`,
        table: FACTS,
        row: `第 ${index + 1} 行`,
        column: facts[0]?.[column] ?? `第 ${column + 1} 栏`,
        text,
      })),
    ),
  ];
}

function withoutStamp(descriptor: string): string {
  const { 'x-yujue-stamp': _stamp, ...rest } = JSON.parse(descriptor || '{}') as Record<string, unknown>;
  return JSON.stringify(rest);
}
