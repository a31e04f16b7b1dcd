import { type FilledEdition } from '@yujue/reporting';
import { strFromU8 } from 'fflate';
import { WORD_DOCUMENT, wordBlocks, unpackedReadable } from '@yujue/office-files';
import { type FileCell } from './file-cell';
import { PlaceNames } from './place-names';

/** Every cell of the tables of a Word document, in their order. The text around them is the office's own to change. */
export async function readWordReport(bytes: Uint8Array, { tables }: FilledEdition): Promise<FileCell[]> {
  const document = (await unpackedReadable(bytes))[WORD_DOCUMENT];
  const blocks = document ? wordBlocks(strFromU8(document)) : [];
  const written = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
  return tables.flatMap((table, index) => {
    const names = new PlaceNames(table);
    return (written[index] ?? []).flatMap((row, rowIndex) =>
      row.map(({ column, text }): FileCell => {
        const place = names.at(rowIndex, column) ?? { row: `第 ${rowIndex + 1} 行`, column: `第 ${column + 1} 栏` };
        return { key: `${table.no} ${rowIndex} ${column}`, table: table.no, ...place, text };
      }),
    );
  });
}
