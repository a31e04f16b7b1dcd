import { copyText } from './copy-text';

describe('COPY 的文本格式', () => {
  it.each([
    ['穗财〔2020〕1号', '穗财〔2020〕1号'],
    ['a\tb', 'a\\tb'],
    ['a\nb\r', 'a\\nb\\r'],
    ['\\N', '\\\\N'],
    ['', ''],
  ])('%j 写作 %j', (text, field) => expect(copyText(text)).toBe(field));
});
