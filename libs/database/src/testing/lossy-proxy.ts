import { once } from 'node:events';
import { createServer, type AddressInfo, Socket } from 'node:net';

/** A proxy between a program and its server that cuts the connection at a chosen moment. */
export interface LossyProxy {
  /** The server's address through the proxy. */
  readonly url: string;
  /** Loses the answer to the next request that contains this text; the server has executed it. */
  loseAnswerTo(text: string): void;
  /** The next request that contains this text does not reach the server. */
  loseRequest(text: string): void;
  /** Cuts all connections now. */
  cutAll(): void;
  /** Cuts new connections at once, until it is called with false. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

export async function startLossyProxy(serverUrl: string): Promise<LossyProxy> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let answerTo: string | null = null;
  let request: string | null = null;
  let isClosed = false;
  const cut = (...pair: readonly Socket[]) => pair.forEach((socket) => socket.destroy());

  const proxy = createServer((client) => {
    if (isClosed) return cut(client.on('error', () => undefined));
    const server = new Socket();
    let isAnswerLost = false;
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        cut(client, server);
      });
    }
    client.on('data', (chunk) => {
      if (request !== null && chunk.includes(request)) {
        request = null;
        return cut(client, server);
      }
      if (answerTo !== null && chunk.includes(answerTo)) {
        answerTo = null;
        isAnswerLost = true;
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => (isAnswerLost ? cut(client, server) : client.write(chunk)));
    server.connect(Number(target.port), target.hostname);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  const { port } = proxy.address() as AddressInfo;
  return {
    url: Object.assign(new URL(serverUrl), { port: String(port) }).href,
    loseAnswerTo: (text) => void (answerTo = text),
    loseRequest: (text) => void (request = text),
    cutAll: () => cut(...sockets),
    refuse: (isRefusing) => void (isClosed = isRefusing),
    close: async () => {
      proxy.close();
      cut(...sockets);
      await once(proxy, 'close');
    },
  };
}
