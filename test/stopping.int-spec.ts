import { type EventStore } from '@yujue/event-store';
import { ReadModel } from '@yujue/read-model';
import { type TestApplication, startApplication } from './support/application';
import { Following, LogContinuity } from '@yujue/application';
import { EVENT_STORE } from '@yujue/application/testing';

describe('程序的停止', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startApplication();
  });

  it('按依赖的次序：先停跟随日志的，再停报表数据，最后停事件库', async () => {
    const stopped: string[] = [];
    const watch = <Part extends object>(part: Part, method: keyof Part & string, name: string) => {
      const close = (part[method] as () => unknown).bind(part);
      (part[method] as () => unknown) = () => (stopped.push(name), close());
    };
    const { context } = application;
    watch(context.get(Following, { strict: false }), 'onApplicationShutdown', 'following');
    watch(context.get(LogContinuity, { strict: false }), 'onApplicationShutdown', 'continuity');
    watch(context.get(ReadModel, { strict: false }), 'close', 'read model');
    watch(context.get<EventStore>(EVENT_STORE, { strict: false }), 'close', 'store');
    await application.close();
    expect(stopped).toEqual(['following', 'continuity', 'read model', 'store']);
  });
});
