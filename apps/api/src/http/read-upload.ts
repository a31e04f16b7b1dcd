import { UserError } from '@yujue/application';
import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { type Request } from 'express';

/** What an .xlsx or CSV is sent as. None of them can be sent by a form of another site without the browser asking first. */
export const UPLOAD_TYPES = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'application/octet-stream',
] as const;

/**
 * Reads a file that is the body of a request. Throws UserError UPLOAD_TYPE_INVALID, or FILE_TOO_LARGE as soon as the
 * file is larger than any list may be, without taking the rest.
 */
export async function readUpload(request: Request): Promise<Buffer> {
  if (!request.is([...UPLOAD_TYPES]))
    throw new UserError('UPLOAD_TYPE_INVALID', `Content-Type 应为 ${UPLOAD_TYPES.join('、')} 之一。`);
  if (!['', 'identity'].includes(request.headers['content-encoding'] ?? ''))
    throw new UserError('CONTENT_ENCODING_UNSUPPORTED', '上传的文件请不要再压缩传输（Content-Encoding）。');
  const chunks: Buffer[] = [];
  let size = 0;
  // Left standing and not destroyed, the connection still carries the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > OFFICE_FILE_BYTES_MAX)
      throw new UserError(
        'FILE_TOO_LARGE',
        `文件超过 ${OFFICE_FILE_BYTES_MAX / 1024 / 1024} MB，未导入。请拆成几个文件。`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
