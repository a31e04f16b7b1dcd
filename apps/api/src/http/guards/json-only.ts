import { UserError } from '@yujue/application';
import { type NextFunction, type Request, type Response } from 'express';
import { UPLOAD_TYPES } from '../read-upload';

/** Where the body is a file. */
const UPLOADS = /^\/api\/v1\/lists\/(preview|load)\/?$/i;

/**
 * The API takes JSON, and files where it takes files. What a form of another site can send without asking first (a form's
 * types, plain text) is none of them.
 */
export function jsonOnly(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  const hasType = request.headers['content-type'] !== undefined;
  // The route of uploads names its types itself.
  if (!/^\/api(\/|$)/i.test(request.path) || UPLOADS.test(request.path) || !(hasBody || hasType)) return next();
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  if (/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return next();
  next(
    new UserError(
      'CONTENT_TYPE_UNSUPPORTED',
      `Content-Type 应为 application/json；上传清单用 ${UPLOAD_TYPES.join('、')}。`,
    ),
  );
}
