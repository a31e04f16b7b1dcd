import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type UnitYear } from '@yujue/ledger';
import { type LineFigures, figuresOf } from './line-figures';
import { type UnitYearTarget } from '../appending/envelope';
import { UnitYears } from './unit-year/unit-years';
import { UserError } from '../user-error';

/** A unit's year as a clerk needs it before recording: every line with what is there, in 元, straight from the log. */
export interface UnitYearView {
  readonly unit: NonNullable<UnitYear['opening']>['unit'];
  readonly fiscalYear: number;
  readonly revision: number;
  /** The last month that is closed; 0 when none is. */
  readonly closedThrough: number;
  readonly closed: boolean;
  readonly lines: readonly LineView[];
}

export interface LineView extends LineFigures {
  readonly id: string;
}

export class GetUnitYear extends Query<UnitYearView> {
  constructor(readonly target: UnitYearTarget) {
    super();
  }
}

@QueryHandler(GetUnitYear)
export class GetUnitYearHandler implements IQueryHandler<GetUnitYear> {
  constructor(private readonly unitYears: UnitYears) {}

  async execute({ target }: GetUnitYear): Promise<UnitYearView> {
    const { year, revision } = await this.unitYears.read(target);
    if (!year.opening)
      throw new UserError('UNIT_YEAR_NOT_FOUND', `单位 ${target.unit} 没有 ${target.fiscalYear} 年度，请先开账。`);
    const { unit, fiscalYear } = year.opening;
    const lines = [...year.lines.values()].map((line) => ({ id: line.dimensions.id, ...figuresOf(line) }));
    return { unit, fiscalYear, revision, closedThrough: year.closedThrough, closed: year.closed, lines };
  }
}
