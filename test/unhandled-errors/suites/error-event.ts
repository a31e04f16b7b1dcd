import { EventEmitter } from 'node:events';

it('emits an error event without a listener', async () => {
  setImmediate(() => new EventEmitter().emit('error', new Error('nobody listens')));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
