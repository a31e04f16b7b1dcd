import { type StoredEvent } from '@yujue/event-store';

/** An event of the log with its number there, counted from 1. */
export interface NumberedEvent {
  readonly stored: StoredEvent;
  readonly eventNo: number;
}

/** Numbers a page that follows the event of number `after`. */
export const numbered = (page: readonly StoredEvent[], after: number): NumberedEvent[] =>
  page.map((stored, index) => ({ stored, eventNo: after + index + 1 }));
