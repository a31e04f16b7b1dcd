import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface WireAnswer {
  /** 0 where the server closed the connection without a word. */
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const ANSWER_MS_MAX = 60_000;

/** Sends a request that Node's own client lets through, and reads the whole answer; of an endless one the head. */
export const send = (port: number, { method, path, headers, body }: WireRequest): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', method, path, headers, timeout: ANSWER_MS_MAX },
      (response) => {
        const { statusCode: status = 0 } = response;
        const type = response.headers['content-type'] ?? '';
        if (type.startsWith('text/event-stream')) {
          request.destroy();
          resolve({ status, type, body: '' });
          return;
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status, type, body: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_MS_MAX} ms`)));
    // An upload that is refused early may be cut off while it is still being sent.
    request.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET'
        ? resolve({ status: 0, type: '', body: '' })
        : reject(error),
    );
    request.end(body);
  });

/** Sends bytes that are hardly HTTP, and reads what comes back until the server closes. */
export const sendRaw = (port: number, bytes: Buffer): Promise<WireAnswer> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
      const type = /content-type: *([^\r\n]*)/i.exec(head)?.[1] ?? '';
      // What was sent behind the first request may have had its own answer.
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? Infinity);
      const body = rest.join('\r\n\r\n').slice(0, length);
      resolve({ status, type, body: Buffer.from(body, 'latin1').toString() });
    });
    socket.setTimeout(2_000, () => socket.destroy());
    socket.end(bytes);
  });
