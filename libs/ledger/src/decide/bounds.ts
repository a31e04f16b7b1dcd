import { type ZodError } from 'zod';
import { COMMAND_NAMES, COMMAND_SCHEMAS, type CommandType, type LedgerCommand } from '../commands';
import { type LedgerEvent } from '../events';
import { TURNOVER_MAX, TURNOVER_MAX_WORDS, isWithin } from '../fields';
import { Refusal } from '../refusal';
import { type UnitYear, turnoverOf } from '../unit-year';

/** Where in a command something is wrong, and what; at most this many are spelled out. */
const ISSUES_TOLD_MAX = 5;

const isKnown = (type: string): type is CommandType => Object.hasOwn(COMMAND_SCHEMAS, type);

/**
 * The command as its schema leaves it, from any caller: HTTP, a list, a dataset, a 单据 that was drafted before the schemas
 * were what they are. Nothing becomes an event that the boundary would not let in.
 */
export function wellFormed(command: LedgerCommand): LedgerCommand | Refusal {
  const { type, data } = command as { type: string; data: unknown };
  if (!isKnown(type)) return new Refusal('COMMAND_INVALID', `没有业务“${type}”，请核对业务类型。`);
  const parsed = COMMAND_SCHEMAS[type].safeParse(data);
  return parsed.success ? ({ type, data: parsed.data } as LedgerCommand) : malformed(COMMAND_NAMES[type], parsed.error);
}

/** Refuses a command whose own words name another unit or year than the stream that it is asked of. */
export function otherTarget(
  target: { readonly unit: string; readonly fiscalYear: number },
  { type, data }: LedgerCommand,
): Refusal | null {
  if (type !== 'openFiscalYear') return null;
  const { unit, fiscalYear } = data;
  if (unit.code === target.unit && fiscalYear === target.fiscalYear) return null;
  return new Refusal(
    'TARGET_MISMATCH',
    `内容写的是单位 ${unit.code} 的 ${fiscalYear} 年度，地址写的是单位 ${target.unit} 的 ${target.fiscalYear} 年度，须一致。请核对后重试。`,
    { unit: unit.code, fiscalYear },
  );
}

/** The first of several commands that names another unit or year. */
export function otherTargetAmong(
  target: { readonly unit: string; readonly fiscalYear: number },
  commands: readonly LedgerCommand[],
): Refusal | null {
  for (const command of commands) {
    const elsewhere = otherTarget(target, command);
    if (elsewhere) return elsewhere;
  }
  return null;
}

/** Says what a schema found wrong as one sentence. */
export function malformed(name: string, error: ZodError): Refusal<'COMMAND_INVALID'> {
  const issues = error.issues.map(({ path, message }) => `${path.map(String).join('.')} ${message}`.trim());
  const told = issues.slice(0, ISSUES_TOLD_MAX).join('；');
  const more = issues.length > ISSUES_TOLD_MAX ? ` 等 ${issues.length} 处` : '';
  return new Refusal('COMMAND_INVALID', `${name}的内容不正确：${told}${more}。请修改后重试。`, { issues });
}

/** Refuses events that nothing behind the log could add up or date: the last check before they are made. */
export function withinBounds(year: UnitYear, events: readonly LedgerEvent[]): Refusal | null {
  return datedWithin(year, events) ?? withinTurnover(year, events);
}

function datedWithin(year: UnitYear, events: readonly LedgerEvent[]): Refusal | null {
  for (const { type, data } of events) {
    const fiscalYear = type === 'FiscalYearOpened' ? data.fiscalYear : year.opening!.fiscalYear;
    const { occurredOn } = data;
    if (isWithin(fiscalYear, occurredOn)) continue;
    return new Refusal(
      'DATE_OUTSIDE_YEAR',
      `业务日期 ${occurredOn} 不在 ${fiscalYear} 年度内，请核对日期或年度。`,
      { occurredOn, fiscalYear },
      'occurredOn',
    );
  }
  return null;
}

function withinTurnover(year: UnitYear, events: readonly LedgerEvent[]): Refusal | null {
  if (year.turnover + turnoverOf(events) <= TURNOVER_MAX) return null;
  return new Refusal(
    'TURNOVER_EXCEEDED',
    `本单位该年度各项发生额累计将超过 ${TURNOVER_MAX_WORDS}，超出可精确计算的范围。请核对金额和单位。`,
  );
}
