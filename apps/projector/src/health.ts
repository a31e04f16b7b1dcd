import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { type Configuration, ConfigurationError, type Standing } from '@yujue/application';

type Look = () => Promise<Pick<Standing, 'error' | 'stopped' | 'logBreak'>>;

interface Answer {
  readonly status: 200 | 404 | 503;
  readonly body: unknown;
}

/**
 * Tells supervisors how the worker stands, at the paths at which the server tells it: `/health/live` while it runs, and
 * `/health/ready` while it can project (503 with the reason when it cannot). Undefined where HEALTH_PORT asks for none.
 *
 * @throws ConfigurationError when the port cannot be had
 */
export async function serveHealth(
  look: Look,
  { healthPort, host }: Pick<Configuration, 'healthPort' | 'host'>,
): Promise<Server | undefined> {
  if (healthPort === undefined) return undefined;
  const server = createServer((request, response) => {
    answerTo(request.url, look).then(
      ({ status, body }) =>
        response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body)),
      // Whoever asked finds the connection closed, and the worker goes on.
      () => response.destroy(),
    );
  });
  try {
    await once(server.listen(healthPort, host), 'listening');
    // When a connection cannot be accepted, as without free file handles, the process continues.
    return server.on('error', () => undefined);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`HEALTH_PORT ${healthPort} 不能使用（${code}），请换一个端口，并核对 HOST。`);
  }
}

async function answerTo(path: string | undefined, look: Look): Promise<Answer> {
  if (path === '/health/live') return { status: 200, body: { status: 'up' } };
  if (path !== '/health/ready') return { status: 404, body: { status: 'unknown path' } };
  const projection = await look().catch(() => null);
  if (projection === null) return { status: 503, body: { status: 'down', reason: '数据库暂时无法访问。' } };
  const reason = projection.logBreak ?? projection.error;
  if (reason !== null) return { status: 503, body: { status: 'down', reason } };
  // What one stream cannot do is no reason to start the worker anew.
  return { status: 200, body: { status: projection.stopped.length === 0 ? 'up' : 'degraded', projection } };
}
