import { renumberedBookmarks } from './renumbered-bookmarks';

describe('书签从 1 起编号', () => {
  const heading = (name: string, id: number, text: string) =>
    `<w:p><w:bookmarkStart w:name="${name}" w:id="${id}"/><w:r><w:t>${text}</w:t></w:r><w:bookmarkEnd w:id="${id}"/></w:p>`;
  const entry = (name: string) =>
    `<w:hyperlink w:anchor="${name}"><w:r><w:instrText>PAGEREF ${name} \\h</w:instrText></w:r></w:hyperlink>`;
  const body = (names: readonly string[], ids: readonly number[], text: string) =>
    `<w:body>${entry(names[1]!)}${entry(names[0]!)}${heading(names[0]!, ids[0]!, text)}${heading(names[1]!, ids[1]!, '乙')}</w:body>`;

  it('名称和编号各按出现的次序，链接跟着书签走', () =>
    expect(renumberedBookmarks(body(['_Toc41', '_Toc42'], [41, 42], '甲'))).toBe(
      body(['_Toc2', '_Toc1'], [1, 2], '甲'),
    ));

  it('正文里的同样字样不动', () =>
    expect(renumberedBookmarks(body(['_Toc41', '_Toc42'], [41, 42], '_Toc41'))).toContain('<w:t>_Toc41</w:t>'));
});
