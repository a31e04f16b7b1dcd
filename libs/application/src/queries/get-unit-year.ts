import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { MEASURE_NAMES, type Measure, type UnitYear, available, holdings } from '@yujue/ledger';
import { formatYuan } from '@yujue/money';
import { type UnitYearTarget } from '../unit-year/target';
import { UnitYears } from '../unit-year/unit-years';
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

export interface LineView {
  readonly id: string;
  readonly available: string;
  readonly holdings: string;
  /** 批复前支出: what was paid ahead of the budget (预算法 第五十四条), for which 可用额度 may be negative; absent when there is none. */
  readonly ahead?: string;
  /** Sums by measure, without those that are zero. */
  readonly amounts: Readonly<Partial<Record<Measure, string>>>;
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
    const lines = [...year.lines.values()].map(({ dimensions, balance, ahead }) => ({
      id: dimensions.id,
      available: formatYuan(available(balance)),
      holdings: formatYuan(holdings(balance)),
      ...(ahead !== 0 && { ahead: formatYuan(ahead) }),
      amounts: Object.fromEntries(
        MEASURE_NAMES.filter((name) => balance[name] !== 0).map((name) => [name, formatYuan(balance[name])]),
      ),
    }));
    return { unit, fiscalYear, revision, closedThrough: year.closedThrough, closed: year.closed, lines };
  }
}
