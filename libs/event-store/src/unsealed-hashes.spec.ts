import { hash } from 'node:crypto';
import { blockHash } from './seals';
import { UnsealedHashes } from './unsealed-hashes';

const hashOf = (no: number): string => hash('sha256', String(no));

describe('the hashes of events that no seal covers', () => {
  it('hash as the list of their texts does, whatever was sealed before', () => {
    const unsealed = new UnsealedHashes();
    const list: string[] = [];
    for (let no = 0; no < 20_000; no++) {
      unsealed.push(hashOf(no));
      list.push(hashOf(no));
      if (no % 3_000 !== 2_999) continue;
      expect(unsealed.blockHash(null, 2_500)).toBe(blockHash(null, list.slice(0, 2_500)));
      unsealed.drop(2_500);
      list.splice(0, 2_500);
    }
    expect(unsealed.count).toBe(list.length);
    expect(unsealed.blockHash(null)).toBe(blockHash(null, list));
  });

  it('are none at first', () => {
    expect(new UnsealedHashes().blockHash(null)).toBe(blockHash(null, []));
  });
});
