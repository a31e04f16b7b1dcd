import { Backoff } from './backoff';

describe('重试的间隔', () => {
  it('逐次加倍，到两秒为止；恢复以后从头算起', () => {
    const backoff = new Backoff();
    const waits = Array.from({ length: 10 }, () => backoff.next(() => 1));
    expect(waits.slice(0, 4)).toEqual([100, 200, 400, 800]);
    expect(waits.at(-1)).toBe(2_000);
    backoff.reset();
    expect(backoff.next(() => 1)).toBe(100);
  });

  it('错开一些，不至于同时回来', () => expect(new Backoff().next(() => 0)).toBe(50));
});
