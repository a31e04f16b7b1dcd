import { type ExpenditureKind, FISCAL_FUND_NATURES, type FundNature, type UnitKind } from './dimensions';

/** One item of 三公经费, as the tables print it. */
export interface SangongItem {
  readonly name: string;
  readonly economicCodes: readonly string[];
}

/** 三公经费 of one edition: only money of these natures counts; items in the order of print. */
export interface SangongRule {
  readonly fundNatures: readonly FundNature[];
  readonly items: readonly SangongItem[];
}

/**
 * 三公经费 as the ministry's tables have it, for years that define no rule. Vehicles are also bought with money
 * for construction (309). Source: 部门决算 公开07表, 支出经济分类科目.
 */
export const NATIONAL_SANGONG: SangongRule = {
  fundNatures: FISCAL_FUND_NATURES,
  items: [
    { name: '因公出国(境)费', economicCodes: ['30212'] },
    { name: '公务用车购置费', economicCodes: ['31013', '30913'] },
    { name: '公务用车运行费', economicCodes: ['30231'] },
    { name: '公务接待费', economicCodes: ['30217'] },
  ],
};

/**
 * 机关运行经费 (行政经费) as one city defined it in one year. The definition differs by city and year, so it is data:
 * money counts when its unit kind and nature are named and one of the parts names its expenditure kind and code.
 */
export interface OperatingCostRule {
  readonly name: string;
  /** Where the rule was read, in words. */
  readonly basis: string;
  /** The rule fits the printed figure, but no text states it. */
  readonly inferred: boolean;
  readonly unitKinds: readonly UnitKind[];
  readonly fundNatures: readonly FundNature[];
  readonly parts: readonly OperatingCostPart[];
}

export interface OperatingCostPart {
  readonly expenditureKinds: readonly ExpenditureKind[];
  /** 款, or a 类, which means every 款 below it. */
  readonly economicCodes: readonly string[];
}

/** What an operating-cost rule looks at in a budget line. */
export interface OperatingCostDimensions {
  readonly unitKind: UnitKind;
  readonly fundNature: FundNature;
  readonly expenditureKind: ExpenditureKind;
  readonly economicCode: string;
}

/** Whether money of these dimensions is part of 机关运行经费 under a rule. */
export function countsAsOperatingCost(rule: OperatingCostRule, line: OperatingCostDimensions): boolean {
  return (
    rule.unitKinds.includes(line.unitKind) &&
    rule.fundNatures.includes(line.fundNature) &&
    rule.parts.some(
      (part) =>
        part.expenditureKinds.includes(line.expenditureKind) &&
        part.economicCodes.some((code) => line.economicCode.startsWith(code)),
    )
  );
}
