import { Injectable } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { type Server } from 'node:http';

/** A report of a large department takes seconds; a supervisor's patience (compose: 30 s) must not be used up. */
const DRAIN_MS_MAX = 10_000;

/** Knows which requests are being answered, so that the program ends after them and not among them. */
@Injectable()
export class RequestsInFlight {
  private readonly answering = new Set<Response>();
  private onEmpty: (() => void) | undefined;

  readonly watch = (_request: Request, response: Response, next: NextFunction): void => {
    this.answering.add(response);
    response.once('close', () => {
      this.answering.delete(response);
      if (this.answering.size === 0) this.onEmpty?.();
    });
    // While the program ends, a connection is closed behind its answer.
    if (this.onEmpty) response.setHeader('Connection', 'close');
    next();
  };

  /** Takes no new connections, and resolves when the last answer is given, or when that takes too long. */
  async drain(server: Server, timeoutMs = DRAIN_MS_MAX): Promise<void> {
    const drained = new Promise<void>((resolve) => (this.onEmpty = resolve));
    server.close();
    server.closeIdleConnections();
    for (const response of this.answering) if (!response.headersSent) response.setHeader('Connection', 'close');
    if (this.answering.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)));
    await Promise.race([drained, tooLong]);
    clearTimeout(timer);
  }
}
