import { UserError } from '@yujue/application';
import { type NextFunction, type Request, type Response } from 'express';

/** Far more than any address of ours; Node itself ends at 16 KB of headers. */
const ADDRESS_CHARS_MAX = 8_000;

/** Refuses addresses that no text can be read from: broken percent signs, control characters, endless ones. */
export function plainAddress(request: Request, _response: Response, next: NextFunction): void {
  if (request.originalUrl.length > ADDRESS_CHARS_MAX)
    return next(new UserError('ADDRESS_TOO_LONG', `地址过长，至多 ${ADDRESS_CHARS_MAX} 个字符。`));
  if (isPlain(request.path)) return next();
  next(new UserError('ADDRESS_INVALID', '地址的百分号编码不完整，或含有控制字符，请核对地址。'));
}

function isPlain(path: string): boolean {
  try {
    return !/\p{Cc}/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}
