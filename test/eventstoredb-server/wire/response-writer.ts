import { type Writable } from 'node:stream';
import { Signal } from './signal';

/**
 * Writes the messages of one call as fast as the client takes them. It listens to the call once, however many messages
 * there are: a listener for each message would pile up on a stalled call.
 */
export class ResponseWriter<Message> {
  private readonly drained = new Signal();
  private readonly ended = new Signal();
  private gone = false;

  constructor(private readonly call: Writable) {
    call.on('drain', () => this.drained.fire());
    for (const end of ['cancelled', 'error', 'close']) call.on(end, () => this.close());
  }

  /** True when the client is gone and nothing more need be written. */
  get closed(): boolean {
    return this.gone;
  }

  /** Resolves when the message is on its way and there is room for the next, or the client is gone. */
  async write(message: Message): Promise<void> {
    if (this.gone || this.call.write(message)) return;
    while (!this.gone && this.call.writableNeedDrain) await this.drained.wait();
  }

  /** Calls `listener` when the client is gone. */
  onClose(listener: () => void): void {
    this.ended.wait().then(listener, () => undefined);
  }

  private close(): void {
    this.gone = true;
    this.drained.fire();
    this.ended.fire();
  }
}
