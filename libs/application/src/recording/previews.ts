import { Injectable } from '@nestjs/common';
import { ConcurrencyError } from '@yujue/event-store';
import {
  type Decision,
  type LedgerCommand,
  type LedgerEvent,
  type LineId,
  Refusal,
  type UnitYear,
  budgetStream,
  decide,
  decideAll,
  fold,
  isOfNonTax,
  otherTarget,
  otherTargetAmong,
  postings,
} from '@yujue/ledger';
import { type LineFigures, figuresOf } from './line-figures';
import { type Envelope, type UnitYearTarget } from '../appending/envelope';
import { UnitYears } from './unit-year/unit-years';

/** What would happen if something were recorded now. */
export interface Preview {
  /** Everything that can be seen to be wrong; empty if it would be recorded. */
  readonly violations: readonly Refusal[];
  /** The lines that it would post to, in the order of its postings; none if it would be refused. */
  readonly balances: readonly BalanceChange[];
}

export interface BalanceChange {
  readonly lineId: LineId;
  readonly before: LineFigures;
  readonly after: LineFigures;
}

/** Decides on the log as it now is what a command would record, and writes nothing. */
@Injectable()
export class Previews {
  constructor(private readonly unitYears: UnitYears) {}

  /** Rejects with ConcurrencyError when `expectedRevision` is given and is no longer the latest. */
  async ofCommand(
    target: UnitYearTarget,
    command: LedgerCommand,
    { expectedRevision }: Pick<Envelope, 'expectedRevision'> = {},
  ): Promise<Preview> {
    const elsewhere = otherTarget(target, command);
    if (elsewhere) return refused(elsewhere);
    const { year, revision } = await this.unitYears.read(target);
    if (expectedRevision !== undefined && expectedRevision !== revision)
      throw new ConcurrencyError(budgetStream(target.unit, target.fiscalYear), expectedRevision, revision);
    return previewOf(year, decide(year, command, await this.unitYears.rules(target, [command])));
  }

  /** Of commands that are recorded together, each after those before it. */
  async ofCommands(target: UnitYearTarget, commands: readonly LedgerCommand[]): Promise<Preview> {
    const elsewhere = otherTargetAmong(target, commands);
    if (elsewhere) return refused(elsewhere);
    const { year } = await this.unitYears.read(target);
    return previewOf(year, decideAll(year, commands, await this.unitYears.rules(target, commands)));
  }
}

const previewOf = (year: UnitYear, decision: Decision): Preview =>
  decision instanceof Refusal ? refused(decision) : { violations: [], balances: changesOf(year, decision) };

/** What a refused command or step would do. */
export const refused = (refusal: Refusal): Preview => ({ violations: refusal.all, balances: [] });

function changesOf(year: UnitYear, events: readonly LedgerEvent[]): BalanceChange[] {
  const after = fold(events, year);
  // Non-tax revenue is a separate book and has no lines.
  const posted = events.flatMap(postings).filter((posting) => !isOfNonTax(posting));
  return [...new Set(posted.map(({ lineId }) => lineId))].map((lineId) => ({
    lineId,
    before: figuresOf(year.lines.get(lineId)),
    after: figuresOf(after.lines.get(lineId)),
  }));
}
