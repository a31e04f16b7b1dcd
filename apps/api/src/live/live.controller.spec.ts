import { EventEmitter } from 'node:events';
import { type LiveUpdates } from '@yujue/application';
import { type Response } from 'express';
import { Subject, lastValueFrom } from 'rxjs';
import { LiveController, SSE_CLIENTS_MAX } from './live.controller';

const response = (): Response & EventEmitter => new EventEmitter() as Response & EventEmitter;

describe('实时更新', () => {
  it('连接数有上限，满了是 503；有人离开即可再连', () => {
    const live = new LiveController({ updates: new Subject() } as unknown as LiveUpdates);
    const clients = Array.from({ length: SSE_CLIENTS_MAX }, response);
    for (const client of clients) live.liveUpdates({}, client);
    let refused: unknown;
    try {
      live.liveUpdates({}, response());
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'LIVE_UPDATES_FULL', kind: 'unavailable' });
    clients[0]!.emit('close');
    clients[0]!.emit('close');
    live.liveUpdates({}, response());
    expect(() => live.liveUpdates({}, response())).toThrow('已满');
  });

  it('程序停止时，打开的页面随即结束', async () => {
    const updates = new Subject<never>();
    const live = new LiveController({ updates } as unknown as LiveUpdates);
    const ended = lastValueFrom(live.liveUpdates({}, response()), { defaultValue: '结束' });
    updates.complete();
    expect(await ended).toBe('结束');
  });
});
