import { type LostEvent, type AnsweredCommand } from '@yujue/ledger';
import { type RememberedEvent } from './remembered';

/** The log lacks events that were answered from it before, or it is another log; no person has acknowledged that yet. */
export interface LogBreak {
  /** The last known events that are not in the log; the newest last. */
  readonly lost: readonly LostEvent[];
  /** Position of the log's last event now; null for an empty log. */
  readonly to: string | null;
}

/** A break, with the commands that were answered in the minutes before it and are missing. */
export interface LogBreakReport extends LogBreak {
  /** In the order in which they were answered. */
  readonly missing: readonly AnsweredCommand[];
}

/** The beginning of every notice of a break. From a report file's stamp, only notices that begin with it are accepted. */
export const NOTICE_BEGINS = '数据不全：事件库回到了较早的时刻';

export const lostEvent = ({ stream, revision, eventId, position, recordedAt }: RememberedEvent): LostEvent => ({
  stream,
  revision,
  eventId,
  position,
  recordedAt,
});

/** The sentence that says which event was the last before the break, and where the log ends now. */
export function factsOfBreak({ lost, to }: LogBreak): string {
  const { stream, revision, position, recordedAt } = lost.at(-1)!;
  const now = to === null ? '现在的事件库是空的' : `现在的事件库到位置 ${to}`;
  return (
    `${NOTICE_BEGINS}，或换成了另一个库：此前最后一个事件（位置 ${position}，${stream} 第 ${revision} 号，` +
    `${timeInChina(recordedAt)}）不在其中，${now}。`
  );
}

/** The notice at the top of everything that is made from the log, and in the output for the operator. */
export const sentenceOfBreak = (found: LogBreak): string =>
  `${factsOfBreak(found)}可以照常登记；缺了哪些业务见 yujue status，核实、补登后运行 yujue status --acknowledge 确认。`;

/** The local time in China: 2020-06-30 16:00:05. */
export const timeInChina = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
