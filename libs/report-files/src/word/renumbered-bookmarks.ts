/**
 * The text of a document in which the bookmarks of its headings count from 1. The library counts them over all documents
 * that a process writes, and the same report would not give the same file twice.
 */
export function renumberedBookmarks(documentXml: string): string {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  return documentXml
    .replace(/_Toc\d+/g, (name) => numbered(names, name, '_Toc'))
    .replace(
      /(<w:bookmark(?:Start|End) [^>]*w:id=")([^"]+)/g,
      (_, before: string, id: string) => before + numbered(ids, id, ''),
    );
}

/** The number of a name, counted in the order of appearance. */
function numbered(known: Map<string, string>, name: string, prefix: string): string {
  const found = known.get(name) ?? `${prefix}${known.size + 1}`;
  known.set(name, found);
  return found;
}
