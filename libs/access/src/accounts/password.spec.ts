import fc from 'fast-check';
import { PASSWORD_CHARS_MAX, refusePassword } from './password';

const codeOf = (password: string, loginName = 'qian') => refusePassword(password, loginName)?.code ?? null;

describe('密码', () => {
  it('至少 12 个字符，说出有几个', () => {
    expect(refusePassword('Kx7#pqRs9!v', 'qian')).toMatchObject({
      code: 'PASSWORD_TOO_SHORT',
      message: '密码只有 11 个字符，至少须 12 个。可以用几个不相干的词连成一句。',
      data: { length: 11, least: 12 },
    });
    expect(codeOf('Kx7#pqRs9!vZ')).toBeNull();
  });

  it('字符按人所见的数，汉字、生僻字各算一个', () => {
    expect(codeOf('春江潮水连海平海上明月')).toBe('PASSWORD_TOO_SHORT');
    expect(codeOf('春江潮水连海平海上明月共')).toBeNull();
    expect(codeOf('𠮷'.repeat(6) + '江潮')).toBe('PASSWORD_TOO_SHORT');
  });

  it('至多 128 个字符', () => {
    expect(codeOf('春江'.repeat(PASSWORD_CHARS_MAX / 2))).toBeNull();
    expect(codeOf('春江'.repeat(PASSWORD_CHARS_MAX / 2) + '花')).toBe('PASSWORD_TOO_LONG');
  });

  it.each([
    ['泄露过的', '1qaz2wsx3edc'],
    ['泄露过的，不分大小写', '1QAZ2wsx3EDC'],
    ['泄露过的，不分全角半角', '１ｑａｚ２ｗｓｘ３ｅｄｃ'],
    ['常见的两个相连', 'admin1234567'],
    ['中间加了符号', 'Admin@123456'],
    ['常见的接上数字', 'password1234'],
    ['同一个写两遍', 'dragondragon'],
    ['三个相连', 'Qwerty!@#1234Qwerty'],
    ['符号全在末尾', 'password!!!!!!'],
  ])('%s（%s）不行', (_why, password) => expect(codeOf(password)).toBe('PASSWORD_COMMON'));

  it('登录名接上常见的不行，别人的登录名可以', () => {
    expect(codeOf('zhangmeiling123456', 'zhangmeiling')).toBe('PASSWORD_COMMON');
    expect(codeOf('Zhang.Meiling@123456', 'zhang.meiling')).toBe('PASSWORD_COMMON');
    expect(codeOf('zhangmeiling123456', 'lixiaohong')).toBeNull();
  });

  it.each([
    'correct horse battery staple',
    'guanghua lu 18 hao de yinxing',
    '银杏叶落在光华路十八号',
    '!!!!????!!!!????',
  ])('%s 可以', (password) => expect(codeOf(`${password}.`)).toBeNull());

  it('拒绝的话和数据里没有密码，只有字数', () =>
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 140 }), (password) => {
        const refusal = refusePassword(password, 'qian');
        if (refusal === null) return;
        expect(refusal.message).toMatch(
          /^密码(只?有 \d+ 个字符，至[少多]须? \d+ 个|由常见密码或登录名组成)[\p{Script=Han}，。]*$/u,
        );
        expect(Object.values(refusal.data).every(Number.isInteger)).toBe(true);
      }),
    ));
});
