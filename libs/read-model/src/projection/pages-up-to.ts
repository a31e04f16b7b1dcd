import { type Position, type StoredEvent } from '@yujue/event-store';

/** The pages until a position, and no event after it. */
export async function* pagesUpTo(
  position: Position,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[]> {
  for await (const page of pages) {
    const last = page.at(-1);
    if (last && last.position < position) {
      yield page;
      continue;
    }
    const wanted = page.filter((event) => event.position <= position);
    if (wanted.length > 0) yield wanted;
    return;
  }
}
