import { existsSync, readFileSync, statSync } from 'node:fs';
import { UserError } from '../user-error';

/** The largest of the published documents is under 1 MB; a workbook with pictures may be larger. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;

/** The bytes of a document. Throws UserError for a path without file and for a file that is too large. */
export function readDocumentFile(file: string): Buffer {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UserError('DOCUMENT_NOT_FOUND', `没有文件 ${file}。请检查路径。`);
  if (statSync(file).size > DOCUMENT_BYTES_MAX)
    throw new UserError(
      'DOCUMENT_TOO_LARGE',
      `${file} 超过 ${DOCUMENT_BYTES_MAX / 1024 / 1024} MB，请只保留公开表部分。`,
    );
  return readFileSync(file);
}
