import { Logger } from '@nestjs/common';
import { STATUS_CODES, type Server } from 'node:http';
import { type Socket } from 'node:net';

const SENTENCES: Readonly<Record<number, string>> = {
  400: '请求不符合 HTTP 的格式，请核对。',
  408: '请求没有在时限内发完，请重试。',
  431: '请求的地址或请求头过长，请缩短后重试。',
};

const logger = new Logger('http');

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is no request at all never reaches a route; Node would answer it without a word. */
export function answerBrokenRequests(server: Server): void {
  // When a connection cannot be accepted, as without free file handles, the existing connections are still served.
  server.on('error', (error) => {
    if (server.listening) logger.error(error.message);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    const body = JSON.stringify({
      type: `urn:yujue:problem:HTTP_${status}`,
      title: '请求有误',
      status,
      code: `HTTP_${status}`,
      detail: SENTENCES[status],
    });
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
