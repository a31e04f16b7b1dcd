import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Append,
  Availability,
  EventStoreError,
  InMemoryEventStore,
  InMemorySnapshotStore,
  type SubscribeOptions,
} from '@yujue/event-store';
import { FaultyOffice } from './faulty-office';

/** Longer than a test may take, so a call that waits for the store ends only if stopping the process ends it. */
const RETRY_FOR_MS = 600_000;
const STOPS_WITHIN_MS = 60_000;

/** A store whose server can go away; then its calls are repeated as in the real stores. */
class AwayStore extends InMemoryEventStore {
  /** Belongs to the running process, and is closed when that process stops. */
  override availability = new Availability();
  isAway = false;
  readonly waiting = new Set<string>();

  override async append(append: Append) {
    await this.reached('append');
    return super.append(append);
  }

  override async head() {
    await this.reached('head');
    return super.head();
  }

  override async *subscribeAll(options: SubscribeOptions) {
    for await (const page of super.subscribeAll(options)) {
      await this.reached('subscribeAll');
      yield page;
    }
  }

  private reached(call: string): Promise<void> {
    return this.availability.insist('read', async () => {
      if (!this.isAway) return;
      this.waiting.add(call);
      throw new EventStoreError('STORE_UNREACHABLE', '事件库暂时无法访问。');
    });
  }
}

describe('事件库不在时停止程序', () => {
  it('在途的请求得到 503，程序随即停止，不等它回来', async () => {
    const store = new AwayStore();
    const office = await FaultyOffice.on(store, new InMemorySnapshotStore());
    try {
      store.availability = new Availability({ retryForMs: RETRY_FOR_MS });
      const process = await office.startProcess();
      store.isAway = true;
      const payment = fetch(`${process.url}/api/v1/units/900001/years/2020/commands/disburse`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body: JSON.stringify({
          documentNo: 'P9',
          occurredOn: '2020-04-01',
          reason: '办公用品',
          lineId: 'A2',
          amount: '0.01',
          paymentId: 'Z9',
          payee: '示例文具店',
        }),
      });
      // The projector reads the head from time to time.
      while (!store.waiting.has('append') || !store.waiting.has('head')) await sleep(10);
      const stopped = process.stop().then(() => 'stopped');
      expect((await payment).status).toBe(503);
      const tooLate = sleep(STOPS_WITHIN_MS, 'still running', { ref: false });
      expect(await Promise.race([stopped, tooLate])).toBe('stopped');
    } finally {
      await office.close();
    }
  });
});
