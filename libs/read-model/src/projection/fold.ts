import { type Position, type StoredEvent } from '@yujue/event-store';
import {
  type LedgerEvent,
  type Posting,
  isLedgerEvent,
  parseStream,
  postings,
  readEvent,
  shownReason,
} from '@yujue/ledger';
import { Batch, monthOf } from './batch';
import { foldBesideTheLedger } from './fold-registers';
import { type Keys, type UnitYear } from './keys';
import { linesNamedBy } from './line-rows';
import { paperAmount } from './paper-amount';
import { UnprojectableEventError } from './unprojectable-event';

/** Turns pages of the log into rows, in memory. It is ahead of the tables by the batches that are not yet written. */
export class Fold {
  constructor(
    private readonly keys: Keys,
    private position: Position | null,
    private eventNo: number,
  ) {}

  /**
   * Folds a page. After an UnprojectableEventError the fold is of no use any more (it may hold half an event): the
   * events before are folded again from the tables.
   */
  page(events: readonly StoredEvent[]): Batch {
    const batch = new Batch(events, this.position, this.eventNo + events.length);
    const firstNo = this.eventNo;
    try {
      for (const event of events) {
        this.eventNo += 1;
        this.event(event, batch);
      }
    } catch (cause) {
      throw new UnprojectableEventError(events, this.eventNo - firstNo - 1, cause);
    }
    this.position = events.at(-1)?.position ?? this.position;
    return batch;
  }

  private event(stored: StoredEvent, batch: Batch): void {
    // Moves no money, and may come before its year is opened.
    if (stored.type === 'ApprovalRefused') return;
    const unitYear = this.keys.unitYear(stored.stream);
    if (unitYear) return this.ledgerEvent(unitYear, readLedgerEvent(stored), stored, batch);

    const stream = parseStream(stored.stream);
    // Streams of others (the store's own seals) are none of this projection's business; it only counts their events.
    if (!stream) return;
    if (stream.kind === 'budget') this.open(readLedgerEvent(stored), stream, batch);
    else foldBesideTheLedger(readEvent(stored), { stored, eventNo: this.eventNo, stream }, batch);
  }

  private open(event: LedgerEvent, stream: { owner: string; fiscalYear: number }, batch: Batch): void {
    if (event.type !== 'FiscalYearOpened') throw new Error(`${stream.owner} 的 ${stream.fiscalYear} 年度尚未开账。`);
    const { unit, department, fiscalYear, occurredOn } = event.data;
    if (unit.code !== stream.owner || fiscalYear !== stream.fiscalYear) {
      throw new Error(`开账的单位年度 ${unit.code} ${fiscalYear} 与事件流名称不符。`);
    }
    const { row } = this.keys.openUnitYear({
      unit: unit.code,
      fiscal_year: fiscalYear,
      name: unit.name,
      kind: unit.kind,
      department: department.code,
      opened_on: occurredOn,
      closed_on: null,
    });
    batch.unitYears.set(row.unit_year_key, row);
  }

  private ledgerEvent(unitYear: UnitYear, event: LedgerEvent, stored: StoredEvent, batch: Batch): void {
    const { row } = unitYear;
    switch (event.type) {
      case 'FiscalYearOpened':
        throw new Error('同一单位年度重复开账。');
      case 'ApprovalRefused':
        return;
      case 'FiscalYearClosed':
        unitYear.row = { ...row, closed_on: event.data.occurredOn };
        batch.unitYears.set(row.unit_year_key, unitYear.row);
        return;
      case 'MonthClosed':
      case 'MonthReopened': {
        const { month, occurredOn } = event.data;
        const closed_on = event.type === 'MonthClosed' ? occurredOn : null;
        batch.periods.set(`${row.unit_year_key}-${month}`, { unit_year_key: row.unit_year_key, month, closed_on });
        return;
      }
      default:
        this.nameLines(unitYear, event, batch);
        this.post(unitYear, event, stored, batch);
    }
  }

  private nameLines(unitYear: UnitYear, event: LedgerEvent, batch: Batch): void {
    for (const line of linesNamedBy(event, unitYear.row.fiscal_year)) {
      // A line keeps the dimensions of the first event that named it.
      if (unitYear.lines.has(line.line_id)) continue;
      const line_key = this.keys.openLine(unitYear, line.line_id);
      batch.lines.push({ line_key, unit_year_key: unitYear.row.unit_year_key, ...line });
    }
  }

  private post(unitYear: UnitYear, event: PaperEvent, stored: StoredEvent, batch: Batch): void {
    const { documentNo, occurredOn, basis } = event.data;
    const reason = shownReason(event);
    requireDateWithin(unitYear.row.fiscal_year, occurredOn);
    const posted = postings(event);
    const unitYearKey = unitYear.row.unit_year_key;
    const amount = paperAmount(posted);
    const journalEvent = { eventNo: this.eventNo, unitYearKey, amount, occurredOn, documentNo, reason, basis };
    batch.addJournalEvent(stored, journalEvent);
    posted.forEach((posting, ordinal) => {
      batch.addJournalEntry(journalEvent, ordinal, keyOf(unitYear, posting), posting);
    });
  }
}

/** An event that carries a paper: all but the openings and closings of the calendar. */
type PaperEvent = Extract<LedgerEvent, { data: { documentNo: string } }>;

function readLedgerEvent(stored: StoredEvent): LedgerEvent {
  const event = readEvent(stored);
  if (!isLedgerEvent(event)) throw new Error(`事件 ${event.type} 不应出现在单位年度的事件流中。`);
  return event;
}

function keyOf(unitYear: UnitYear, { lineId }: Posting): number {
  const key = unitYear.lines.get(lineId);
  if (key === undefined) throw new Error(`指标 ${lineId} 未曾登记。`);
  return key;
}

/** Months of `line_month` are months of the fiscal year; a date outside it would be counted in the wrong one. */
function requireDateWithin(fiscalYear: number, date: string): void {
  const month = monthOf(date);
  if (!date.startsWith(`${fiscalYear}-`) || !(month >= 1 && month <= 12)) {
    throw new Error(`业务日期 ${date} 不在 ${fiscalYear} 年度内。`);
  }
}
