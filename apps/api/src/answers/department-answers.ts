import { EXPENDITURE_KINDS, FUND_NATURES, UNIT_KINDS } from '@yujue/classification';
import { BASES, MEASURE_NAMES } from '@yujue/ledger';
import { z } from 'zod';
import { named } from '../contract/components';
import { count, day, instant, pageOf, position, whole, yuan } from './values';

const unitOfDepartment = named(
  'DepartmentUnit',
  z.strictObject({
    unit: z.string(),
    name: z.string(),
    kind: z.enum(UNIT_KINDS),
    openedOn: day,
    closedOn: day.nullable().describe('年结日期；未年结为 null'),
  }),
);

const departmentYear = named(
  'DepartmentYear',
  z.strictObject({
    department: z.string(),
    name: z.string(),
    authority: z.string().nullable().describe('主管部门'),
    source: z
      .strictObject({ file: z.string(), sha256: z.string() })
      .nullable()
      .describe('拟合所据的公开文件；单位自己的账为 null'),
    fiscalYear: whole,
    title: z.string(),
    editions: z.array(z.string()).describe('可用的版式'),
    units: z.array(unitOfDepartment),
  }),
);

/** The departments' years that are loaded. */
export const departmentYears = named('DepartmentYears', z.array(departmentYear));

const registerDimensions = named(
  'RegisterDimensions',
  z.strictObject({
    register: z.string(),
    entryNo: z.string(),
    name: z.string(),
    category: z.string().nullable(),
    texts: z.record(z.string(), z.string()),
  }),
);

const reportLine = named(
  'ReportLine',
  z.strictObject({
    id: z.string().describe('指标编号'),
    department: z.string(),
    unit: z.string(),
    unitKind: z.enum(UNIT_KINDS),
    fiscalYear: whole,
    fundNature: z.enum(FUND_NATURES).nullable(),
    functionCode: z.string().nullable().describe('支出功能分类'),
    economicCode: z.string().nullable().describe('部门预算支出经济分类'),
    govEconomicCode: z.string().nullable().describe('政府预算支出经济分类'),
    expenditureKind: z.enum(EXPENDITURE_KINDS).nullable(),
    projectCode: z.string().nullable(),
    originYear: whole,
    paymentMode: z.enum(['国库集中支付', '实有资金']).nullable(),
    nonTaxCategory: z.string().nullable(),
    nonTaxAccount: z.enum(['纳入预算管理', '纳入财政专户管理']).nullable(),
    entry: registerDimensions.nullable(),
  }),
);

/** fitted: inferred from a published table's totals; unverified: its year before is not in the log; null: booked. */
export const basis = z.enum(BASES).nullable().describe('fitted 拟合，unverified 未核对，null 为登记');

export const actor = z.string().nullable().describe('经办人；升级之前登记的，重建报表数据之前为 null');

const entry = named(
  'Entry',
  z.strictObject({
    position,
    eventId: z.string(),
    eventType: z.string(),
    line: reportLine,
    measure: z.enum(MEASURE_NAMES),
    amount: yuan,
    occurredOn: day,
    recordedAt: instant,
    documentNo: z.string().describe('文号或单据号'),
    reason: z.string(),
    basis,
    actor,
  }),
);

/** 分录. */
export const entriesPage = named('EntriesPage', pageOf(entry));

const recordedVoucher = named(
  'RecordedVoucher',
  z.strictObject({
    unit: z.string(),
    fiscalYear: whole,
    documentNo: z.string().describe('文号或单据号'),
    eventTypes: z.array(z.string()),
    events: count,
    occurredOn: day,
    amount: yuan,
    reason: z.string(),
    actor,
    recordedAt: instant,
  }),
);

/** 单据 that are recorded in the ledger. */
export const vouchersPage = named('RecordedVouchersPage', pageOf(recordedVoucher));
