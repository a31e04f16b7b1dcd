import { type Entry, type ZipFile } from 'yauzl';
import { PackageError } from '../zip/package-error';
import { contentOf, entriesOf, openZip } from '../zip/zip-file';
import {
  ARCHIVE_ENTRIES_MAX,
  ARCHIVE_INFLATED_BYTES_MAX,
  ARCHIVE_RATIO_FROM_BYTES,
  ARCHIVE_RATIO_MAX,
} from '../limits';
import { type MergedRange, WorksheetScan } from './scan-worksheet';
import { OfficeFileError } from '../office-file-error';

/** Merged ranges by the number in the name of their sheet's file (`xl/worksheets/sheet3.xml` → 3). */
export type MergesBySheetFile = ReadonlyMap<string, readonly MergedRange[]>;

const SHEET_FILE = /^xl\/worksheets\/sheet(\d+)\.xml$/;

/**
 * Looks at an .xlsx before anything parses it: what is inside by name, how large each file inside says it is, and how
 * large it really is. Throws OfficeFileError. Every byte is unpacked once here and thrown away, because a declared size is
 * only a claim; what passes is known to stay within the limits when it is unpacked again.
 */
export async function inspectArchive(bytes: Buffer): Promise<MergesBySheetFile> {
  const zip = await openZip(bytes).catch(() => {
    throw broken('不是完整的 .xlsx 文件');
  });
  if (zip.entryCount > ARCHIVE_ENTRIES_MAX) throw bomb(`内含 ${zip.entryCount} 个文件，超过 ${ARCHIVE_ENTRIES_MAX} 个`);
  const entries = await entriesOf(zip).catch(() => {
    throw broken('目录损坏');
  });
  refuseByName(entries);
  refuseByDeclaredSize(entries);
  await refuseHiddenContent(zip, entries);
  const merges = new Map<string, readonly MergedRange[]>();
  for (const entry of entries) {
    const scan = await scanEntry(zip, entry);
    const number = SHEET_FILE.exec(entry.fileName)?.[1];
    if (number !== undefined && scan.merges.length > 0) merges.set(number, scan.merges);
  }
  return merges;
}

function refuseByName(entries: readonly Entry[]): void {
  const names = entries.map(({ fileName }) => fileName.toLowerCase());
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.includes('/macrosheets/'))) {
    throw new OfficeFileError(
      'FILE_MACROS',
      '文件带有宏，未导入。请在 Excel 中另存为“Excel 工作簿 (*.xlsx)”后再导入。',
    );
  }
  if (names.some((name) => name.startsWith('xl/externallinks/'))) {
    throw new OfficeFileError(
      'FILE_EXTERNAL_LINKS',
      '文件引用了其他工作簿，未导入。请在 Excel 的“数据—编辑链接”中断开链接，另存后再导入。',
    );
  }
  if (!names.includes('xl/workbook.xml')) throw broken('其中没有工作簿');
}

function refuseByDeclaredSize(entries: readonly Entry[]): void {
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (total > ARCHIVE_INFLATED_BYTES_MAX)
    throw bomb(`解压后有 ${megabytes(total)} MB，超过 ${megabytes(ARCHIVE_INFLATED_BYTES_MAX)} MB`);
  const dense = entries.find(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > ARCHIVE_RATIO_FROM_BYTES && uncompressedSize > compressedSize * ARCHIVE_RATIO_MAX,
  );
  if (dense) throw bomb(`其中 ${dense.fileName} 的压缩比超过 ${ARCHIVE_RATIO_MAX} 倍`);
}

/**
 * The reader that parses the workbook goes from file to file and does not read the directory at the end. Content that
 * the directory does not name, or names otherwise, would reach it unmeasured; so the files must follow one another
 * without a gap, each under the name that the directory gives.
 */
async function refuseHiddenContent(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const header = await zip.readLocalFileHeaderPromise(entry).catch(() => null);
    const gap = entry.relativeOffsetOfLocalHeader - end;
    // After content whose size was not known when it was written stands a descriptor of 12 to 24 bytes.
    const follows = gap === 0 || (end > 0 && gap >= 12 && gap <= 24);
    if (!header || !follows || !header.fileName.equals(entry.fileNameRaw)) throw broken('内部结构与目录不符');
    end = header.fileDataStart + entry.compressedSize;
  }
}

async function scanEntry(zip: ZipFile, entry: Entry): Promise<WorksheetScan> {
  const isSheet = entry.fileName.startsWith('xl/worksheets/') && entry.fileName.endsWith('.xml');
  const scan = new WorksheetScan();
  try {
    for await (const piece of contentOf(zip, entry)) if (isSheet) scan.take(piece);
    if (isSheet) scan.end();
  } catch (error) {
    if (error instanceof OfficeFileError) throw error;
    if (error instanceof PackageError) throw broken('工作表内容不完整或不合规范');
    throw broken(`其中 ${entry.fileName} 的内容与所标大小不符或已损坏`);
  }
  return scan;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const bomb = (what: string): OfficeFileError =>
  new OfficeFileError(
    'FILE_ARCHIVE_BOMB',
    `文件异常：${what}，未导入。请在 Excel 中把所需的表复制到新工作簿后再导入。`,
  );

const broken = (what: string): OfficeFileError =>
  new OfficeFileError('FILE_ARCHIVE_BROKEN', `文件无法读取：${what}。请在 Excel 中打开并另存为 .xlsx 后再导入。`);
