import { fitInputOf } from '@yujue/fitting/testing';
import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { makeZip } from '@yujue/office-files/testing';
import { checkFile } from './check-document';

const { edition, catalogue, profile } = fitInputOf('gz-2020-final');
const rules = { edition, catalogueOf: () => catalogue, profiles: [profile] };

/** What the check of a file comes to: the code and message of its refusal. */
const refusalOf = (name: string, bytes: Uint8Array): Promise<string> =>
  checkFile({ name, bytes: Buffer.from(bytes) }, rules).then(
    () => '没有拒绝',
    (error: { code: string; message: string }) => `${error.code} ${error.message}`,
  );

const zipOf = (name: string, content: string | Buffer) => makeZip([{ name, content }]);
const NESTED_PAGE = Buffer.from(`<html>${'<div>'.repeat(20_000)}${'</div>'.repeat(20_000)}`);
const MEGABYTE = 1024 * 1024;

describe('不是报表的文件，说清楚是什么、怎么办', () => {
  it.each([
    ['空文件', 'a.txt', '', /^FILE_EMPTY “a\.txt”是空文件，没有读入。请核对文件。/],
    ['只有空白', 'a.txt', ' \n\n', /^FILE_EMPTY “a\.txt”里没有文字/],
    ['PDF', 'a.pdf', '%PDF-1.7 ...', /^FILE_KIND_UNKNOWN .*PDF 请先另存为文字/],
    ['图片', 'a.png', '\u0089PNG\u0000\u0000', /^FILE_KIND_UNKNOWN .*请改用 \.txt、\.html、\.xlsx 或 \.docx/],
    ['别的文字', 'a.txt', '通知', /^NO_EDITION_FITS 没有一种公开版式与“a\.txt”相符/],
    ['别的 JSON', 'a.json', '{"a":1}', /^FILE_KIND_UNKNOWN .*不是 yujue report --format json 写出的报表/],
    ['不完整的 JSON', 'a.json', '{"tables":[', /^FILE_KIND_UNKNOWN .*不是 yujue report --format json 写出的报表/],
    ['没有戳记的 CSV', 'a.csv', '表号,表名,侧\n1,表,', /^FILE_KIND_UNKNOWN .*a\.csv\.stamp\.json/],
  ])('%s', async (_, name, content, refusal) => expect(await refusalOf(name, Buffer.from(content))).toMatch(refusal));

  it.each([
    ['别的压缩文件', zipOf('a.txt', '甲'), /^FILE_KIND_UNKNOWN /],
    ['截断的压缩文件', zipOf('word/document.xml', '<w:p/>').subarray(0, 40), /^FILE_ARCHIVE_BROKEN /],
    ['没有文字的 Word 文件', zipOf('word/document.xml', '<w:document/>'), /^NO_EDITION_FITS /],
    ['没有戳记的数据包', zipOf('datapackage.json', '{}'), /^FILE_UNSAFE .*没有戳记/],
  ])('%s', async (_, bytes, refusal) => expect(await refusalOf('a', bytes)).toMatch(refusal));
});

describe('有意使程序停住的文件，很快拒绝', () => {
  const bomb = Buffer.alloc(65 * MEGABYTE);

  it.each([
    ['超过大小的文字', Buffer.alloc(OFFICE_FILE_BYTES_MAX + 1, '一'), /^FILE_TOO_LARGE .*超过 32 MB/],
    ['Word 文件炸弹', zipOf('word/document.xml', bomb), /^FILE_UNSAFE .*解压后过大/],
    ['数据包炸弹', zipOf('datapackage.json', bomb), /^FILE_UNSAFE .*解压后过大/],
    ['只开不合的表', zipOf('word/document.xml', '<w:tbl><w:tr '.repeat(200_000)), /^FILE_UNSAFE .*XML 不完整/],
    ['层层相套的网页', NESTED_PAGE, /^FILE_UNSAFE .*层层相套/],
  ])('%s', async (_, bytes, refusal) => expect(await refusalOf('a', bytes)).toMatch(refusal));

  it('层层相套的 JSON', async () =>
    expect(await refusalOf('a.json', Buffer.from('{"a":'.repeat(200_000)))).toMatch(/^FILE_KIND_UNKNOWN /));
});
