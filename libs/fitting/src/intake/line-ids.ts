import { FISCAL_FUND_NATURES } from '@yujue/classification';
import { type ReportLine } from '@yujue/facts';

/**
 * 指标编号 of a fitted line, made from the dimensions that distinguish it from its neighbours, such as
 * `310002-2101506-30227-P03`. What goes without saying (a treasury line of this year) is left out, as offices do.
 */
export function lineIdOf(line: ReportLine): string {
  const { unit, functionCode, economicCode, expenditureKind, projectCode, fundNature, originYear, fiscalYear } = line;
  const usual = fundNature === FISCAL_FUND_NATURES[0];
  return [
    unit,
    functionCode,
    economicCode,
    projectCode ?? expenditureKind,
    projectCode !== null && expenditureKind !== '项目支出' ? expenditureKind : null,
    usual ? null : fundNature,
    originYear < fiscalYear ? originYear : null,
  ]
    .filter((part) => part !== null)
    .join('-');
}
