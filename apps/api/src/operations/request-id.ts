import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type Response } from 'express';

const HEADER = 'X-Request-Id';

/** Gives each request an id of our own, which the answer carries and a fault's entry in the log names. */
export function requestId(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader(HEADER, randomUUID());
  next();
}

export const requestIdOf = (response: Response): string => String(response.getHeader(HEADER) ?? '');
