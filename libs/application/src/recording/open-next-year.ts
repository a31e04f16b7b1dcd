import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ConcurrencyError } from '@yujue/event-store';
import { type Refusal, budgetStream } from '@yujue/ledger';
import { type Envelope, type Recorded, type UnitYearTarget } from '../appending/envelope';
import { UnitYears } from './unit-year/unit-years';
import { UserError } from '../user-error';
import { YearOpenings } from './year-opening/year-openings';

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
  constructor(
    private readonly unitYears: UnitYears,
    private readonly openings: YearOpenings,
  ) {}

  async execute({ closing, envelope }: OpenNextYear): Promise<Recorded | Refusal> {
    const { year, revision } = await this.unitYears.read(closing);
    const { unit, fiscalYear } = closing;
    if (envelope.expectedRevision !== undefined && envelope.expectedRevision !== revision)
      throw new ConcurrencyError(budgetStream(unit, fiscalYear), envelope.expectedRevision, revision);
    if (year.opening && year.closed) return this.openings.openNext(year, envelope);
    throw new UserError('YEAR_NOT_CLOSED', `单位 ${unit} ${fiscalYear} 年度尚未年结，请先年结再开下一年度。`, {
      kind: 'conflict',
    });
  }
}
