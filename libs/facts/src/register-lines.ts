import { type PlanContent, type PlanRegisterName } from '@yujue/ledger';
import {
  type JournalEntry,
  type LineFacts,
  type RegisterDimensions,
  type RegisterMeasure,
  type ReportLine,
  type ReportRegister,
} from './facts';

/** An entry of a register as a line of a report. Absent dimensions are ones that it does not have. */
export interface RegisterLine {
  readonly dimensions: Partial<Dimensions>;
  readonly name: string;
  readonly category: string | null;
  /** Words that are not known are null, and no text of the line. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly measure: RegisterMeasure;
}

type Dimensions = Pick<ReportLine, 'fundNature' | 'functionCode' | 'economicCode' | 'expenditureKind' | 'projectCode'>;

/** A kind of register: what reports call it, what people call it, and how its entries become lines. */
interface LineRegister<Name extends PlanRegisterName> {
  readonly register: ReportRegister;
  readonly title: string;
  /** `projectName` is what the register of projects calls the entry's project; null where it has none. */
  readonly line: (content: PlanContent<Name>, projectName: string | null) => RegisterLine;
}

/** The registers whose entries are lines. Texts have the names of the columns of the dataset's files. */
export const LINE_REGISTERS: { readonly [Name in PlanRegisterName]: LineRegister<Name> } = {
  procurementPlans: {
    register: 'procurements',
    title: '政府采购预算',
    line: ({ fundNature, functionCode, expenditureKind, projectCode, ...it }) => ({
      dimensions: { fundNature, functionCode, expenditureKind, projectCode },
      name: it.spending,
      category: it.kind,
      texts: {
        支出项目名称: it.spending,
        采购项目名称: it.item,
        品目名称: it.catalogueName,
        品目编号: it.catalogueCode,
        数量: it.quantity,
        计量单位: it.unitOfCount,
        面向: it.reservedFor,
      },
      measure: 'procurement',
    }),
  },
  servicePurchasePlans: {
    register: 'servicePurchases',
    title: '政府购买服务预算',
    line: ({ fundNature, projectCode, ...it }) => ({
      dimensions: { fundNature, projectCode },
      name: it.spending,
      category: null,
      texts: {
        支出项目名称: it.spending,
        一级目录: it.level1,
        二级目录: it.level2,
        三级目录: it.level3,
        购买方式: it.method,
      },
      measure: 'servicePurchase',
    }),
  },
  nonTaxPlans: {
    register: 'nonTaxPlans',
    title: '非税收入预算',
    line: ({ fundNature, ...it }) => ({
      dimensions: { fundNature },
      name: it.item,
      category: it.destination,
      texts: { 收入科目: it.account, 项目名称: it.item, 备注: it.remark },
      measure: 'nonTaxPlanned',
    }),
  },
  transferPlans: {
    register: 'transfers',
    title: '转移支付预算',
    line: ({ fundNature, projectCode, district }, projectName) => ({
      dimensions: { fundNature, projectCode },
      name: projectName ?? projectCode,
      category: district,
      texts: { 地区: district },
      measure: 'transferPlanned',
    }),
  },
  priorYear: {
    register: 'priorYear',
    title: '上年数',
    line: ({ fundNature, functionCode, economicCode, expenditureKind, projectCode, ...it }) => ({
      dimensions: { fundNature, functionCode, economicCode, expenditureKind, projectCode },
      name: it.figure,
      category: null,
      texts: { 来源: it.source },
      measure: it.figure === '上年预算' ? 'priorBudget' : 'priorActual',
    }),
  },
};

export const LINE_REGISTER_NAMES = Object.keys(LINE_REGISTERS) as readonly PlanRegisterName[];

/** The line of an entry, within a unit's year. */
export function registerLine(
  title: string,
  entry: Pick<RegisterDimensions, 'register' | 'entryNo'>,
  { dimensions, name, category, texts }: RegisterLine,
  unit: Pick<ReportLine, 'department' | 'unit' | 'unitKind' | 'fiscalYear'>,
): ReportLine {
  const known = Object.entries(texts).filter((text): text is [string, string] => text[1] !== null);
  return {
    id: `${title}:${entry.entryNo}`,
    ...unit,
    fundNature: null,
    functionCode: null,
    economicCode: null,
    govEconomicCode: null,
    expenditureKind: null,
    projectCode: null,
    originYear: unit.fiscalYear,
    paymentMode: null,
    nonTaxCategory: null,
    nonTaxAccount: null,
    ...dimensions,
    entry: { ...entry, name, category, texts: Object.fromEntries(known) },
  };
}

/** Entries of registers as facts, for tables. */
export const registerFacts = (entries: readonly JournalEntry[]): LineFacts[] =>
  entries.map(({ line, measure, amount }) => ({ line, amounts: { [measure]: amount } }));
