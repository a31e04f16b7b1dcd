import { type EventStore, type StoredEvent } from '@yujue/event-store';
import { isLedgerEvent, isOfNonTax, parseStream, postings, readEvent } from '@yujue/ledger';
import { type LineFacts } from '@yujue/facts';

/**
 * Sums in 分 by unit, line and measure, straight from the log, or from the events of it that count: the plainest fold
 * there can be, against which the tables are held. Shares nothing with the projection but the ledger's `postings`.
 */
export async function freshFold(
  store: Pick<EventStore, 'readAll'>,
  counts: (stored: StoredEvent) => boolean = () => true,
): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for await (const page of store.readAll()) {
    for (const stored of page) {
      if (!counts(stored)) continue;
      const event = readEvent(stored);
      if (!isLedgerEvent(event)) continue;
      for (const posting of postings(event)) {
        const { lineId, measure, amount } = posting;
        const cell = `${parseStream(stored.stream)?.owner} ${bookOf(isOfNonTax(posting))} ${lineId} ${measure}`;
        sums.set(cell, (sums.get(cell) ?? 0) + amount);
      }
    }
  }
  return sums;
}

/** The same sums, from what the read model answers. */
export const sumsOf = (facts: readonly LineFacts[]): Map<string, number> =>
  new Map(
    facts.flatMap(({ line, amounts }) =>
      Object.entries(amounts).map(([measure, amount]) => {
        const book = bookOf(line.nonTaxCategory !== null);
        return [`${line.unit} ${book} ${line.id} ${measure}`, amount] as const;
      }),
    ),
  );

/** 指标 and items of 非税收入 may have the same numbers. */
const bookOf = (isNonTax: boolean): string => (isNonTax ? '非税' : '指标');
