/**
 * Yields what `source` yields, and asks it for the next one before it hands out the current one: the source works while
 * the consumer waits for the database. An error of the source comes after everything before it was consumed.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = iterator.next();
      // If the consumer stops here, nothing awaits this read, so its rejection is ignored.
      next.catch(() => {});
      yield result.value;
    }
  } finally {
    // Not awaited: a subscription may be waiting for an event that comes tomorrow; its own signal ends it.
    iterator.return?.().catch(() => {});
  }
}
