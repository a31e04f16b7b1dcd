import { parseStream } from '@yujue/ledger';

/** A stream of which the tables lack everything from one event on, because that event cannot be projected. */
export interface StoppedStream {
  readonly stream: string;
  /** Position of the first event that is not in the tables; empty while a stream that goes on again is catching up. */
  readonly position: string;
  readonly revision: number;
  readonly eventType: string;
  /** Why, in a sentence for people. */
  readonly reason: string;
  /** The error behind it, for programmers. */
  readonly cause: string;
  /** How many of its events wait, this one included. */
  readonly eventsHeld: number;
  /** Since when; ISO 8601, UTC. */
  readonly since: string;
}

/** What stopped and why, for people who operate the program. */
export function sentenceOfStop({ stream, position, revision, eventType, reason, eventsHeld }: StoppedStream): string {
  const place = position === '' ? '' : `停在位置 ${position}，${stream} 第 ${revision} 号事件 ${eventType} 之前，`;
  const held = isOfDocuments(stream) ? `有 ${eventsHeld} 个事件没有核对` : `有 ${eventsHeld} 个事件没有汇入`;
  return `${nameOf(stream)}${place}${held}：${reason}`;
}

const KINDS = { budget: '账目', registers: '台账', department: '登记', documents: '单据' } as const;

const isOfDocuments = (stream: string): boolean => parseStream(stream)?.kind === 'documents';

function nameOf(stream: string): string {
  const named = parseStream(stream);
  return named ? `${named.owner} ${named.fiscalYear} 年度${KINDS[named.kind]}` : stream;
}

/** The warning above every report that lacks the stream's events, or whose unit has 单据 that cannot take a step. */
export const warningOfStop = (stop: StoppedStream): string =>
  `${isOfDocuments(stop.stream) ? '单据不全（报表数字不受影响）' : '数据不全'}：${sentenceOfStop(stop)}`;
