import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { html, htmlPage } from '@yujue/reporting';
import { type Request, type Response } from 'express';
import { inspect } from 'node:util';
import { requestIdOf } from '../operations/request-id';
import { type Problem, problemOf } from './problem';

/** How long a client that found no room is asked to wait. */
const RETRY_AFTER_SECONDS = 5;
/** Causes of causes that are written into the log. */
const CAUSES_DEPTH = 6;

/**
 * Tells every error as problem details (RFC 9457), in Chinese. A 5xx leaves its stack and causes in the log, under the
 * request's id that the answer carries, and none of it in the answer.
 */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<Request>();
    const problem = problemOf(error);
    const id = requestIdOf(response);
    if (problem.status >= 500)
      this.logger.error(
        `${problem.status} ${problem.code} ${request.method} ${JSON.stringify(request.path)} 请求编号 ${id}\n${inspect(error, { depth: CAUSES_DEPTH })}`,
      );
    if (response.headersSent) {
      response.end();
      return;
    }
    response.status(problem.status);
    if (problem.status === 503) response.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    if (wantsPage(request)) response.type('html').send(errorPage(problem, id));
    else
      response
        .type('application/problem+json')
        .send(JSON.stringify({ ...problem, instance: request.path, requestId: id }));
  }
}

const wantsPage = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';

const errorPage = ({ title, detail, details = [], status }: Problem, id: string): string =>
  htmlPage(
    title,
    html`<h1>${title}</h1>
      <p>${detail}</p>
      <ul>
        ${details.map((line) => html`<li>${line}</li>`)}
      </ul>
      ${status >= 500 ? html`<p class="notes">请求编号 ${id}</p>` : null}
      <p><a href="/">返回首页</a></p>`,
  );
