import { eachSeed, TIMEOUT_MS } from './each-seed';
import { failOver } from './postgres-fail-over';

describe('主库停住不动、备库接替时，两个程序的收付照常', () => {
  it(
    '没有一笔丢失或重复，没有程序退出，没有人看到错误',
    () => eachSeed((seed) => failOver(seed, (pair) => pair.primary.freeze())),
    TIMEOUT_MS,
  );
});
