import { editedXml } from '@yujue/office-files';

/** Elements that a bookmark has an id in, and attributes that hold its name. */
const MARKS = ['w:bookmarkStart', 'w:bookmarkEnd'];
const NAMES = ['w:name', 'w:anchor'];
/** The instruction of a field: `PAGEREF _Toc12 \h`. */
const INSTRUCTION = 'w:instrText';

/**
 * The text of a document in which the bookmarks of its headings count from 1. The library counts them over all documents
 * that a process writes, and the same report would not give the same file twice.
 */
export function renumberedBookmarks(documentXml: string): string {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const renamed = (text: string): string => text.replace(/_Toc\d+/g, (name) => numbered(names, name, '_Toc'));
  return editedXml(documentXml, {
    attributes: (element, attributes) =>
      Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => {
          if (MARKS.includes(element) && name === 'w:id') return [name, numbered(ids, value, '')];
          return [name, NAMES.includes(name) ? renamed(value) : value];
        }),
      ),
    text: (element, text) => (element === INSTRUCTION ? renamed(text) : text),
  });
}

/** The number of a name, counted in the order of appearance. */
function numbered(known: Map<string, string>, name: string, prefix: string): string {
  const found = known.get(name) ?? `${prefix}${known.size + 1}`;
  known.set(name, found);
  return found;
}
