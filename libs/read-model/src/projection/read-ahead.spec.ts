import { readAhead } from './read-ahead';

describe('预读', () => {
  it('在交出一个之前，先要下一个', async () => {
    const asked: number[] = [];
    async function* source() {
      for (let n = 1; n <= 3; n++) {
        asked.push(n);
        yield n;
      }
    }
    const seen: unknown[] = [];
    for await (const n of readAhead(source())) seen.push([n, [...asked]]);
    expect(seen).toEqual([
      [1, [1, 2]],
      [2, [1, 2, 3]],
      [3, [1, 2, 3]],
    ]);
  });

  it('来源出错时，之前的都已交出', async () => {
    async function* source() {
      yield 1;
      yield 2;
      throw new Error('断了');
    }
    const seen: number[] = [];
    const read = async () => {
      for await (const n of readAhead(source())) seen.push(n);
    };
    await expect(read()).rejects.toThrow('断了');
    expect(seen).toEqual([1, 2]);
  });
});
