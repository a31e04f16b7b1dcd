import { type StoredEvent } from '../port';
import { type Availability } from './availability';

/**
 * The pages of a read that continues after the last event it yielded when the server was away in between. `open` starts the
 * read after an event, or at the beginning. A live subscription is not resumed here: its consumer knows its checkpoint.
 */
export async function* resumedPages<Item = StoredEvent>(
  availability: Availability,
  open: (last: Item | undefined) => AsyncIterable<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  const patience = availability.patience('read');
  let last: Item | undefined;
  for (;;) {
    try {
      for await (const page of open(last)) {
        patience.succeeded();
        last = page.at(-1) ?? last;
        yield page;
      }
      patience.succeeded();
      return;
    } catch (error) {
      await patience.afterFailure(error);
    }
  }
}
