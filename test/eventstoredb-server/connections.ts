import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { type Server, type ServerCredentials } from '@grpc/grpc-js';

/**
 * The TCP side of the server. It accepts the connections itself and hands them to gRPC, so that a test can cut one, or all of
 * them, as a broken cable would.
 */
export class Connections {
  private readonly sockets = new Set<Socket>();
  private readonly listener = createServer({ noDelay: true });

  constructor(server: Server, credentials: ServerCredentials) {
    const injector = server.createConnectionInjector(credentials);
    this.listener.on('connection', (socket) => {
      this.sockets.add(socket);
      // A cut connection is what a test asked for; gRPC fails its calls, and nothing else needs to know.
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
      injector.injectConnection(socket);
    });
  }

  /** Listens on `port` of 127.0.0.1, or on a free one for 0. */
  async listen(port: number): Promise<void> {
    this.listener.listen(port, '127.0.0.1');
    await once(this.listener, 'listening');
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** Cuts the connection of one caller, named as gRPC names it: `address:port`. */
  cut(peer: string): void {
    for (const socket of this.sockets) if (peer.endsWith(`:${socket.remotePort}`)) socket.destroy();
  }

  cutAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Accepts no more connections and cuts those there are. */
  async close(): Promise<void> {
    const closed = once(this.listener, 'close');
    this.listener.close();
    this.cutAll();
    await closed;
  }
}
