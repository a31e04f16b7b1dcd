import { parseAddress } from './database-address';

const SECRET = 'mima-8d1f';

describe('DATABASE_URL', () => {
  it('may name one server', () =>
    expect(parseAddress(`postgres://u:${SECRET}@db.example.cn:5433/yujue?sslmode=require`)).toEqual({
      urls: [`postgres://u:${SECRET}@db.example.cn:5433/yujue?sslmode=require`],
      place: 'db.example.cn:5433/yujue',
    }));

  it('may name several servers, each with its own port', () =>
    expect(parseAddress(`postgresql://u:${SECRET}@h1,h2:5433,[::1]:5434/db`)).toEqual({
      urls: [
        `postgresql://u:${SECRET}@h1/db`,
        `postgresql://u:${SECRET}@h2:5433/db`,
        `postgresql://u:${SECRET}@[::1]:5434/db`,
      ],
      place: 'h1:5432,h2:5433,[::1]:5434/db',
    }));

  it.each(['read-write', 'primary', 'any'])('means the one that takes writes (target_session_attrs=%s)', (target) =>
    expect(parseAddress(`postgres://h1,h2/db?sslmode=require&target_session_attrs=${target}&a=b`).urls).toEqual([
      'postgres://h1/db?sslmode=require&a=b',
      'postgres://h2/db?sslmode=require&a=b',
    ]),
  );

  it.each(['read-only', 'standby', 'prefer-standby', ''])('cannot be %s', (target) =>
    expect(() => parseAddress(`postgres://h1,h2/db?target_session_attrs=${target}`)).toThrow(
      /target_session_attrs 应为 read-write/,
    ),
  );

  it.each([
    `postgres://u:${SECRET}@h1,,h2/db`,
    `postgres://u:${SECRET}@h1:5432,h2:99999/db`,
    `postgres://u:${SECRET}@,/db`,
    `postgres://u:${SECRET}@h1:5432,h1/db`,
    `postgres://u:${SECRET}#x@h1,h2/db`,
    `mysql://u:${SECRET}@h1,h2/db`,
  ])('%s is not an address, and no password is shown', (url) => {
    const parse = () => parseAddress(url);
    expect(parse).toThrow(/不是有效的地址.*百分号编码.*多台服务器/);
    expect(parse).not.toThrow(SECRET);
  });
});
