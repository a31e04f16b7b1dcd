import { type Catalogue, type ExpenditureKind } from '@yujue/classification';
import { parseAmount } from '@yujue/money';
import { type LineFacts, type RegisterDimensions, type RegisterMeasure, type ReportLine } from '@yujue/facts';

/** A line of a budget: where it goes, and how much. */
export interface Budget {
  readonly project: string | null;
  readonly function: string;
  readonly economic: string | null;
  readonly wanYuan: string;
  readonly fund?: ReportLine['fundNature'];
}

/** Makes the facts of one unit's budget year from its published tables. */
export class BudgetFacts {
  constructor(
    private readonly unit: Pick<ReportLine, 'department' | 'unit' | 'unitKind' | 'fiscalYear'>,
    private readonly catalogue: Catalogue,
  ) {}

  /** 年初预算. */
  budgeted(expenditureKind: ExpenditureKind, budget: Budget): LineFacts {
    const amount = parseAmount(budget.wanYuan, '万元');
    return { line: this.budgetLine(expenditureKind, budget), amounts: { appropriated: amount } };
  }

  /** 上年结转, of a project. */
  carried(budget: Budget): LineFacts {
    const line = { ...this.budgetLine('项目支出', budget), originYear: this.unit.fiscalYear - 1 };
    return { line, amounts: { broughtForward: parseAmount(budget.wanYuan, '万元') } };
  }

  /** An entry of a register. */
  registered(
    measure: RegisterMeasure,
    entry: RegisterDimensions,
    wanYuan: string,
    own: Partial<ReportLine> = {},
  ): LineFacts {
    const line = this.line(`${entry.register}-${entry.entryNo}`, { ...own, entry });
    return { line, amounts: { [measure]: parseAmount(wanYuan, '万元') } };
  }

  private budgetLine(expenditureKind: ExpenditureKind, { project, economic, fund, ...budget }: Budget): ReportLine {
    const government = economic === null ? null : this.catalogue.governmentCodeOf(economic, this.unit.unitKind);
    return this.line([project, budget.function, economic].join('-'), {
      fundNature: fund ?? '一般公共预算',
      functionCode: budget.function,
      economicCode: economic,
      govEconomicCode: government ?? null,
      projectCode: project,
      expenditureKind,
    });
  }

  private line(id: string, own: Partial<ReportLine>): ReportLine {
    return {
      id,
      ...this.unit,
      fundNature: '一般公共预算',
      functionCode: null,
      economicCode: null,
      govEconomicCode: null,
      expenditureKind: null,
      projectCode: null,
      originYear: this.unit.fiscalYear,
      paymentMode: null,
      nonTaxCategory: null,
      nonTaxAccount: null,
      entry: null,
      ...own,
    };
  }
}
