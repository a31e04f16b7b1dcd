import { type StoredEvent } from '@yujue/event-store';
import {
  BASES,
  type LedgerEvent,
  type Posting,
  isLedgerEvent,
  isOfNonTax,
  parseStream,
  postings,
  readVoucherEvent,
  readEvent,
  shownReason,
} from '@yujue/ledger';
import { type Fen, ZERO, add, negate } from '@yujue/money';
import { Batch, type LineRow } from './batch';
import { requireDate, requireDateWithin, requireKey, requireMonth, requireText } from './event-shape';
import { foldBesideTheLedger } from './fold-registers';
import { type Keys, type UnitYear } from './keys';
import { linesNamedBy } from './line-rows';
import { type NumberedEvent } from './numbered-event';
import { paperAmount } from './paper-amount';
import { stopBefore } from './stop';

/**
 * Turns events of the log into rows, in memory. An event is folded as a whole or not at all: one that cannot be stops
 * its stream, whose further events are held; all other streams go on. Keys must know the events' streams
 * (`Keys.prepare`).
 */
export class Fold {
  constructor(private readonly keys: Keys) {}

  batch(events: readonly NumberedEvent[]): Batch {
    const batch = new Batch();
    this.add(events, batch);
    this.complete(batch);
    return batch;
  }

  /** Adds events to a batch, which must be completed before it is written. */
  add(events: readonly NumberedEvent[], batch: Batch): void {
    for (const event of events) this.foldOrHold(event, batch);
  }

  /** Makes rows of what a batch has added up. */
  complete(batch: Batch): void {
    for (const [stream, added] of batch.turnovers) {
      const unitYear = this.keys.unitYear(stream)!;
      const row = this.keys.change(unitYear, { turnover: add(unitYear.row.turnover, added) });
      batch.unitYears.set(row.unit_year_key, row);
    }
  }

  /** A batch in which an event does nothing but stop its stream. */
  stop(event: NumberedEvent, cause: unknown): Batch {
    const batch = new Batch();
    this.stopStream(event, cause, batch);
    return batch;
  }

  private foldOrHold(event: NumberedEvent, batch: Batch): void {
    if (this.keys.isStopped(event.stored.stream)) return batch.hold(event);
    const mark = this.keys.mark();
    try {
      this.event(event, batch);
    } catch (cause) {
      this.keys.undoTo(mark);
      this.stopStream(event, cause, batch);
    }
  }

  private stopStream(event: NumberedEvent, cause: unknown, batch: Batch): void {
    this.keys.stop(event.stored.stream);
    batch.stops.push(stopBefore(event, cause));
    batch.hold(event);
  }

  /** Adds an event's rows to the batch. What can throw comes before the first of them. */
  private event(event: NumberedEvent, batch: Batch): void {
    const { stored } = event;
    // Moves no money, and may come before its year is opened.
    if (stored.type === 'ApprovalRefused') return;
    const unitYear = this.keys.unitYear(stored.stream);
    if (unitYear) return this.ledgerEvent(unitYear, readLedgerEvent(stored), event, batch);

    const stream = parseStream(stored.stream);
    // Streams of others (the store's own seals) are not this projection's concern; it only counts their events.
    if (!stream) return;
    if (stream.kind === 'budget') this.open(readLedgerEvent(stored), stream, batch);
    // 单据 are read from the log on request; here they are only checked, so that one that cannot be read is reported.
    else if (stream.kind === 'documents') readVoucherEvent(stored);
    else foldBesideTheLedger(readEvent(stored), { ...event, stream }, batch);
  }

  private open(event: LedgerEvent, stream: { owner: string; fiscalYear: number }, batch: Batch): void {
    if (event.type !== 'FiscalYearOpened') throw new Error(`${stream.owner} 的 ${stream.fiscalYear} 年度尚未开账。`);
    const { unit, department, fiscalYear, occurredOn } = event.data;
    if (unit.code !== stream.owner || fiscalYear !== stream.fiscalYear) {
      throw new Error(`开账的单位年度 ${unit.code} ${fiscalYear} 与事件流名称不符。`);
    }
    const { row } = this.keys.openUnitYear({
      unit: requireKey(unit.code, '单位编码'),
      fiscal_year: fiscalYear,
      name: requireText(unit.name, '单位名称'),
      kind: requireText(unit.kind, '单位性质'),
      department: requireText(department.code, '部门编码'),
      opened_on: requireDate(occurredOn),
      closed_on: null,
      turnover: 0 as Fen,
    });
    batch.unitYears.set(row.unit_year_key, row);
  }

  private ledgerEvent(unitYear: UnitYear, event: LedgerEvent, numbered: NumberedEvent, batch: Batch): void {
    const { unit_year_key } = unitYear.row;
    switch (event.type) {
      case 'FiscalYearOpened':
        throw new Error('同一单位年度重复开账。');
      case 'ApprovalRefused':
        return;
      case 'FiscalYearClosed': {
        const row = this.keys.change(unitYear, { closed_on: requireDate(event.data.occurredOn) });
        batch.unitYears.set(unit_year_key, row);
        return;
      }
      case 'MonthClosed':
      case 'MonthReopened': {
        const month = requireMonth(event.data.month);
        const closed_on = event.type === 'MonthClosed' ? requireDate(event.data.occurredOn) : null;
        batch.periods.set(`${unit_year_key}-${month}`, { unit_year_key, month, closed_on });
        return;
      }
      default:
        this.post(unitYear, event, numbered, batch);
    }
  }

  private post(unitYear: UnitYear, event: PaperEvent, { stored, eventNo }: NumberedEvent, batch: Batch): void {
    const paper = paperOf(event, unitYear);
    const posted = postings(event);
    const amount = paperAmount(posted);
    const before = batch.turnovers.get(stored.stream) ?? ZERO;
    const turnover = posted.reduce((sum, posting) => add(sum, magnitude(posting.amount)), before);
    // Refuses a sum that is out of range.
    add(unitYear.row.turnover, turnover);
    const lines = this.nameLines(unitYear, event);
    const lineKeys = posted.map((posting) => keyOf(unitYear, posting));

    batch.lines.push(...lines);
    batch.turnovers.set(stored.stream, turnover);
    batch.addJournalEvent(stored, { eventNo, unitYearKey: unitYear.row.unit_year_key, amount, ...paper });
    posted.forEach((posting, ordinal) =>
      batch.addJournalEntry({ eventNo, ordinal, lineKey: lineKeys[ordinal]!, occurredOn: paper.occurredOn }, posting),
    );
  }

  private nameLines(unitYear: UnitYear, event: LedgerEvent): LineRow[] {
    const { unit_year_key, fiscal_year } = unitYear.row;
    const named: LineRow[] = [];
    for (const line of linesNamedBy(event, fiscal_year)) {
      // A line keeps the dimensions of the first event that named it.
      const book = line.non_tax_category === null ? 'lines' : 'nonTaxItems';
      if (unitYear[book].has(requireKey(line.line_id, '指标编号'))) continue;
      named.push({ line_key: this.keys.openLine(unitYear, book, line.line_id), unit_year_key, ...line });
    }
    return named;
  }
}

/** An event that carries a paper: all but the openings and closings of the calendar. */
type PaperEvent = Extract<LedgerEvent, { data: { documentNo: string } }>;

function paperOf(event: PaperEvent, { row }: UnitYear) {
  const { data } = event;
  const { basis } = data;
  if (basis !== undefined && !BASES.includes(basis)) throw new Error(`不认识的依据 ${JSON.stringify(basis)}。`);
  return {
    documentNo: requireKey(data.documentNo, '文号'),
    occurredOn: requireDateWithin(row.fiscal_year, data.occurredOn),
    reason: requireText(shownReason(event), '事由'),
    basis,
  };
}

const magnitude = (amount: Fen): Fen => (amount < 0 ? negate(amount) : amount);

function readLedgerEvent(stored: StoredEvent): LedgerEvent {
  const event = readEvent(stored);
  if (!isLedgerEvent(event)) throw new Error(`事件 ${event.type} 不应出现在单位年度的事件流中。`);
  return event;
}

function keyOf(unitYear: UnitYear, posting: Posting): number {
  const { lineId } = posting;
  const key = unitYear[isOfNonTax(posting) ? 'nonTaxItems' : 'lines'].get(lineId);
  if (key === undefined) throw new Error(`指标 ${lineId} 未曾登记。`);
  return key;
}
