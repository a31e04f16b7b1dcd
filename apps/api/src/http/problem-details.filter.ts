import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { html, htmlPage } from '@yujue/reporting';
import { type Request, type Response } from 'express';
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

const errorPage = ({ title, detail, details = [] }: Problem): string =>
  htmlPage(
    title,
    html`<h1>${title}</h1>
      <p>${detail}</p>
      <ul>
        ${details.map((line) => html`<li>${line}</li>`)}
      </ul>
      <p><a href="/">返回首页</a></p>`,
  );
