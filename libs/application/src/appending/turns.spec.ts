import { Turns } from './turns';

/** A work that logs its name when it begins, and ends when the test calls `end`. */
function work(name: string, log: string[]) {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve(name));
  });
  return { end: (error?: Error) => end(error), run: () => (log.push(name), ended) };
}

describe('同一事物上的工作依次进行', () => {
  afterEach(() => jest.useRealTimers());
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('后来的等先来的办完，无论其成败；别的事物不等', async () => {
    const log: string[] = [];
    const turns = new Turns();
    const [a, b, c] = [work('a', log), work('b', log), work('c', log)];
    const first = turns.take('甲', a.run);
    const second = turns.take('甲', b.run);
    const other = turns.take('乙', c.run);
    await settle();
    expect(log).toEqual(['a', 'c']);
    a.end(new Error('没有办成'));
    await expect(first).rejects.toThrow('没有办成');
    await settle();
    expect(log).toEqual(['a', 'c', 'b']);
    b.end();
    c.end();
    expect(await Promise.all([second, other])).toEqual(['b', 'c']);
  });

  it('先来的迟迟不完，后来的等过三秒就开始', async () => {
    jest.useFakeTimers();
    const log: string[] = [];
    const turns = new Turns();
    const [stuck, next] = [work('stuck', log), work('next', log)];
    const first = turns.take('甲', stuck.run);
    const second = turns.take('甲', next.run);
    await jest.advanceTimersByTimeAsync(2_900);
    expect(log).toEqual(['stuck']);
    await jest.advanceTimersByTimeAsync(200);
    expect(log).toEqual(['stuck', 'next']);
    next.end();
    stuck.end();
    expect(await Promise.all([first, second])).toEqual(['stuck', 'next']);
  });
});
