import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { formatYuan } from '@yujue/money';
import { type LedgerCommand, type NewLine, Refusal, type UnitYear, natureCarried } from '@yujue/ledger';
import { v5 as uuidFrom } from 'uuid';
import { type Envelope, type Recorded, type UnitYearTarget } from '../unit-year/target';
import { UnitYears } from '../unit-year/unit-years';
import { UserError } from '../user-error';

/** Opens the year after a closed one, and brings forward what was carried, line by line (上年结转 = 上年年末结转). */
export class OpenNextYear extends Command<Recorded | Refusal> {
  constructor(
    readonly closing: UnitYearTarget,
    readonly envelope: Envelope,
  ) {
    super();
  }
}

@CommandHandler(OpenNextYear)
export class OpenNextYearHandler implements ICommandHandler<OpenNextYear> {
  constructor(private readonly unitYears: UnitYears) {}

  /** Two steps under ids of their own: killed between them, a repeat does the second and answers the same. */
  async execute({ closing, envelope }: OpenNextYear): Promise<Recorded | Refusal> {
    const { year } = await this.unitYears.read(closing);
    if (!year.opening || !year.closed) {
      throw new UserError(
        'YEAR_NOT_CLOSED',
        `单位 ${closing.unit} ${closing.fiscalYear} 年度尚未年结，请先年结再开下一年度。`,
        409,
      );
    }
    const next = { unit: closing.unit, fiscalYear: closing.fiscalYear + 1 };
    const steps = [openingOf(year, next.fiscalYear), ...carriedInto(year, next.fiscalYear)];
    let outcome: Recorded | Refusal | undefined;
    for (const [index, step] of steps.entries()) {
      outcome = await this.unitYears.record(next, step, {
        ...envelope,
        commandId: uuidFrom(String(index), envelope.commandId),
      });
      if (outcome instanceof Refusal) return outcome;
    }
    return outcome!;
  }
}

function openingOf(year: UnitYear, fiscalYear: number): LedgerCommand {
  const { unit, department } = year.opening!;
  return { type: 'openFiscalYear', data: { unit, department, fiscalYear, occurredOn: `${fiscalYear}-01-01` } };
}

function carriedInto(year: UnitYear, fiscalYear: number): LedgerCommand[] {
  const carried = [...year.lines.values()].filter(({ balance }) => balance.carriedForward > 0);
  if (carried.length === 0) return [];
  const opens: NewLine[] = carried.map(({ dimensions: { govEconomicCode: _derived, ...line } }) => ({
    ...line,
    id: carriedLineId(line.id, line.originYear),
  }));
  const lines = carried.map((line) => ({
    lineId: carriedLineId(line.dimensions.id, line.dimensions.originYear),
    amount: formatYuan(line.balance.carriedForward),
    nature: natureCarried(line, fiscalYear - 1),
  }));
  const paper = {
    documentNo: `${fiscalYear - 1} 年度年结`,
    occurredOn: `${fiscalYear}-01-01`,
    reason: '上年年末结转转入',
  };
  return [{ type: 'bringForward', data: { ...paper, opens, lines } }];
}

/** A carried line keeps its dimensions and origin; its number says so, since this year's line may have the old one. */
const carriedLineId = (id: string, originYear: number): string =>
  id.endsWith(`-${originYear}结转`) ? id : `${id}-${originYear}结转`;
