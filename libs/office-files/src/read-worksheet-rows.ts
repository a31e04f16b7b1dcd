import { basename } from 'node:path';
import { OFFICE_FILE_BYTES_MAX } from './limits';
import { readCsv } from './csv/read-csv';
import { readXlsx } from './excel/read-xlsx';
import { OfficeFileError } from './office-file-error';
import { type WorksheetRow } from './worksheet-row';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Compound File Binary: what .xls is, and what Office wraps an encrypted .xlsx in. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * The rows of an Excel or CSV file, one by one. What kind of file it is, its bytes say; the name is only what people
 * call it. Throws OfficeFileError with one sentence for every file that cannot be read safely.
 */
export function readWorksheetRows(bytes: Buffer, fileName: string): AsyncIterable<WorksheetRow> {
  if (bytes.length > OFFICE_FILE_BYTES_MAX) {
    throw new OfficeFileError(
      'FILE_TOO_LARGE',
      `文件超过 ${OFFICE_FILE_BYTES_MAX / 1024 / 1024} MB，未导入。请拆成几个文件。`,
    );
  }
  if (bytes.length === 0) throw new OfficeFileError('FILE_KIND_UNKNOWN', '文件是空的，未导入。请核对文件。');
  if (startsWith(bytes, COMPOUND)) throw oldOrEncrypted(bytes);
  if (startsWith(bytes, ZIP)) return readXlsx(bytes);
  return readCsv(bytes, basename(fileName));
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);

const oldOrEncrypted = (bytes: Buffer): OfficeFileError =>
  bytes.includes(ENCRYPTED_PACKAGE)
    ? new OfficeFileError('FILE_ENCRYPTED', '文件设有打开密码，未导入。请在 Excel 中取消密码，另存后再导入。')
    : new OfficeFileError(
        'FILE_OLD_FORMAT',
        '这是旧格式的 .xls 文件，未导入。请在 Excel 或 WPS 中另存为“Excel 工作簿 (*.xlsx)”后再导入。',
      );
