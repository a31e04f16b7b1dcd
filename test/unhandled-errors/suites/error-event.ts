import { EventEmitter } from 'node:events';

it('has an emitter whose error nobody listens to', async () => {
  setImmediate(() => new EventEmitter().emit('error', new Error('nobody listens')));
  await new Promise((resolve) => setTimeout(resolve, 20));
});
