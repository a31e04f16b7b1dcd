import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Below the ports that operating systems assign, so that no other program gets a node's port while the node is down. */
const PORTS = { from: 21_000, to: 31_000 };
const TRIES = 50;

/** A client's connection, and its continuation to the process behind the front. */
interface Line {
  readonly outer: Socket;
  inner: Socket | null;
}

/**
 * The address of a node, which stays the same when the process behind it restarts. It can freeze: then it accepts
 * connections and passes nothing on in either direction, not even keep-alive pings, like a process stopped by SIGSTOP.
 */
export class Front {
  private readonly lines = new Set<Line>();
  private listener: Server | null = null;
  private isFrozen = false;
  private target = 0;
  port = 0;

  /** Accepts connections for the process at a port of 127.0.0.1. Listens on the same port as before, if it had one. */
  async open(target: number): Promise<void> {
    this.target = target;
    const listener = createServer({ noDelay: true, pauseOnConnect: true }, (outer) => this.accept(outer));
    if (this.port === 0) this.port = await listenAnywhere(listener);
    else if (!(await listens(listener, this.port))) throw new Error(`Port ${this.port} was taken by another program.`);
    this.listener = listener;
  }

  /** Refuses new connections and cuts the existing ones. */
  async close(): Promise<void> {
    const { listener } = this;
    if (!listener) return;
    this.listener = null;
    const closed = once(listener, 'close');
    listener.close();
    this.isFrozen = false;
    for (const { outer, inner } of this.lines) {
      outer.destroy();
      inner?.destroy();
    }
    await closed;
  }

  freeze(): void {
    this.isFrozen = true;
    for (const { outer, inner } of this.lines) {
      outer.unpipe();
      inner?.unpipe();
    }
  }

  /** Continues where it was frozen. */
  thaw(): void {
    this.isFrozen = false;
    for (const line of this.lines) this.passOn(line);
  }

  private accept(outer: Socket): void {
    const line: Line = { outer, inner: null };
    this.lines.add(line);
    outer.on('error', () => undefined);
    outer.on('close', () => {
      this.lines.delete(line);
      line.inner?.destroy();
    });
    if (!this.isFrozen) this.passOn(line);
  }

  private passOn(line: Line): void {
    if (!line.inner) {
      line.inner = connect({ port: this.target, host: '127.0.0.1', noDelay: true });
      line.inner.on('error', () => undefined);
      line.inner.on('close', () => line.outer.destroy());
    }
    line.outer.pipe(line.inner);
    line.inner.pipe(line.outer);
  }
}

async function listenAnywhere(listener: Server): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await listens(listener, port)) return port;
  }
  throw new Error(`No free port from ${PORTS.from} to ${PORTS.to}.`);
}

function listens(listener: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const failed = (): void => resolve(false);
    listener.once('error', failed);
    listener.listen(port, '127.0.0.1', () => {
      listener.off('error', failed);
      resolve(true);
    });
  });
}
