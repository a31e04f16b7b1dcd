import { type LedgerEvent } from './events';

type PaperEvent = Extract<LedgerEvent, { data: { documentNo: string } }>;

/** The reason of an event as journals and traces show it: its own words, and what else the event says. */
export function shownReason(event: PaperEvent): string {
  const note = noteOf(event);
  return note === null ? event.data.reason : `${event.data.reason}（${note}）`;
}

function noteOf({ type, data }: PaperEvent): string | null {
  if (type === 'EntryReversed') return `冲销 ${data.corrects}`;
  return 'ahead' in data && data.ahead !== undefined ? `批复前支出：${data.ahead}，预算法第五十四条` : null;
}
