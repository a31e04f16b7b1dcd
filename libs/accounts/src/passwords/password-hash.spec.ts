import * as argon2 from '@node-rs/argon2';
import { hashPassword, isOutdated, isPassword } from './password-hash';

jest.mock('@node-rs/argon2', () => {
  const counts = { running: 0, most: 0, verified: [] as string[] };
  const work = async <T>(result: T): Promise<T> => {
    counts.most = Math.max(counts.most, (counts.running += 1));
    await new Promise((resolve) => setImmediate(resolve));
    counts.running -= 1;
    return result;
  };
  return {
    counts,
    hash: (password: Buffer) => work(`hash of ${password.toString()}`),
    verify: (passwordHash: string) => {
      counts.verified.push(passwordHash);
      return work(false);
    },
  };
});

const { counts } = argon2 as unknown as { counts: { most: number; verified: string[] } };

describe('计算密码的散列', () => {
  it('同时至多两个，其余排队', async () => {
    const hashed = Array.from({ length: 10 }, (_, no) => hashPassword(`密码${no}`));
    const compared = Array.from({ length: 10 }, (_, no) => isPassword(`密码${no}`, 'hash'));
    expect(await Promise.all(hashed)).toHaveLength(10);
    await Promise.all(compared);
    expect(counts.most).toBe(2);
  });

  it('没有这个人、密码过长，也照样比对一次', async () => {
    counts.verified.length = 0;
    await isPassword('密码', null);
    await isPassword('长'.repeat(10_000), 'hash');
    await isPassword('密码', 'hash');
    const [nobody, tooLong, somebody] = counts.verified;
    expect(counts.verified).toHaveLength(3);
    expect(nobody).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(tooLong).toBe(nobody);
    expect(somebody).toBe('hash');
  });

  it('全角半角写法不同的同一密码，散列的内容相同', async () =>
    expect(await hashPassword('ｐａｓｓ １２３')).toBe(await hashPassword('pass 123')));

  it('参数变了的散列须重算', () => {
    expect(isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA')).toBe(true);
    expect(isOutdated('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(false);
  });
});
