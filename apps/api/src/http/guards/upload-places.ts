import { type NextFunction, type Request, type Response } from 'express';
import { Places } from '../../operations/places';

/** Files that are taken and planned at the same time; each is in memory with what is read from it, up to 32 MB and its rows. */
export const UPLOADS_AT_ONCE_MAX = 8;

const UPLOADS = /^\/(api\/v1\/lists\/(preview|load)|lists\/preview)\/?$/i;

/** Accepts a limited number of uploads at once; further ones get 503 with Retry-After. */
export function uploadPlaces(): (request: Request, response: Response, next: NextFunction) => void {
  const places = new Places(
    UPLOADS_AT_ONCE_MAX,
    'UPLOADS_BUSY',
    `正在办理的导入已有 ${UPLOADS_AT_ONCE_MAX} 个，请稍候重试。`,
  );
  return (request, response, next) => {
    if (request.method !== 'POST' || !UPLOADS.test(request.path)) return next();
    try {
      response.once('close', places.take());
      next();
    } catch (error) {
      next(error);
    }
  };
}
