import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { escapeHtml } from './escape-html';
import { type Problem, problemOf } from './problem';

/** Tells every error as problem details (RFC 9457), in Chinese; a fault of ours is logged and shown without its insides. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const request = host.switchToHttp().getRequest<Request>();
    const problem = problemOf(error);
    if (problem.status >= 500)
      this.logger.error(`${request.method} ${request.path}`, error instanceof Error ? error.stack : String(error));
    if (response.headersSent) {
      response.end();
      return;
    }
    if (wantsPage(request)) response.status(problem.status).type('html').send(errorPage(problem));
    else
      response
        .status(problem.status)
        .type('application/problem+json')
        .send(JSON.stringify({ ...problem, instance: request.path }));
  }
}

const wantsPage = (request: Request): boolean =>
  !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';

const errorPage = ({ title, detail, details }: Problem): string => {
  const more = details?.length ? `<ul>${details.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>` : '';
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<body style="font-family:sans-serif;max-width:40rem;margin:4rem auto;line-height:1.7"><h1 style="font-size:1.3rem">${escapeHtml(title)}</h1>
<p>${escapeHtml(detail)}</p>${more}<p><a href="/">返回首页</a></p></body></html>`;
};
