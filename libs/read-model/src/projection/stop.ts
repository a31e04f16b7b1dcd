import { DatabaseError } from 'pg';
import { type StoppedStreamRow } from './batch';
import { type NumberedEvent } from './numbered-event';
import { storable } from './storable';

/** A cause may quote the whole of a hostile event. */
const CAUSE_LENGTH_MAX = 1_000;

/** Why a stream stops before an event, as it is kept beside the checkpoint. */
export function stopBefore({ stored, eventNo }: NumberedEvent, cause: unknown): StoppedStreamRow {
  return {
    stream: storable(stored.stream),
    event_no: eventNo,
    position: stored.position,
    revision: stored.revision,
    event_type: storable(stored.type),
    reason: storable(shortened(reasonOf(cause))),
    cause: storable(shortened(String(cause))),
  };
}

/** What PostgreSQL's refusals of a row mean, by SQLSTATE. Source: PostgreSQL documentation, appendix A. */
const REFUSED_VALUES: Readonly<Record<string, string>> = {
  '22021': '有数据库不能保存的字符（如 U+0000）',
  '22P05': '有数据库不能保存的字符（如 U+0000）',
  '22003': '有数超出范围',
  '22007': '有日期写法不对',
  '22008': '有日期不存在或超出范围',
  '22P02': '有内容的格式不对',
  '23502': '缺少必需的内容',
  '23505': '与已有的内容重复',
  '54000': '有文字过长',
};

function reasonOf(cause: unknown): string {
  if (cause instanceof DatabaseError) {
    return `数据库拒收：${REFUSED_VALUES[cause.code ?? ''] ?? cause.message}（${cause.code}）。`;
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  // The program's own errors are Chinese sentences; the rest are JavaScript's errors about an unexpected shape.
  return /\p{Script=Han}/u.test(message) ? message : `事件内容不合规格（${message}）。`;
}

const shortened = (text: string): string =>
  text.length <= CAUSE_LENGTH_MAX ? text : `${text.slice(0, CAUSE_LENGTH_MAX)}…`;

/**
 * Whether PostgreSQL refused a statement because of the content of its rows. SQLSTATE classes 21 (cardinality violation), 22
 * (data exception), 23 (integrity constraint violation), 54 (program limit exceeded, as by a text too long for an index).
 */
export const isRefusedValue = (error: unknown): boolean =>
  error instanceof DatabaseError && /^(2[123]|54)/.test(error.code ?? '');
