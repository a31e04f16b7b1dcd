import { parseCatalogue } from '@yujue/classification';
import { type AheadGround } from '../ahead';
import { type CarryoverNature } from '../carryover';
import { type NewLine } from '../commands';
import { type Rulebook } from '../decide/decision';
import { type ReversibleKind } from '../reversible';
import { type Asked, ask } from './ask';

/** A small catalogue with the codes that the specs use; names as in the 2020 final accounts. */
export const RULES: Rulebook = {
  catalogue: parseCatalogue({
    year: 2020,
    source: 'gz-2020-final',
    sources: { 'gz-2020-final': '广州市医疗保障局 2020 年部门决算' },
    functions: [
      { code: '210', name: '卫生健康支出' },
      { code: '21013', name: '医疗救助' },
      { code: '2101301', name: '城乡医疗救助' },
      { code: '21015', name: '医疗保障管理事务' },
      { code: '2101501', name: '行政运行' },
      { code: '2101506', name: '医疗保障经办事务' },
      { code: '229', name: '其他支出' },
      { code: '22960', name: '彩票公益金安排的支出' },
      { code: '2296013', name: '用于城乡医疗救助的彩票公益金支出' },
    ],
    economic: [
      { code: '301', name: '工资福利支出' },
      { code: '30101', name: '基本工资' },
      { code: '302', name: '商品和服务支出' },
      { code: '30212', name: '因公出国（境）费用' },
      { code: '30217', name: '公务接待费' },
      { code: '30227', name: '委托业务费' },
      { code: '30231', name: '公务用车运行维护费' },
      { code: '303', name: '对个人和家庭的补助' },
      { code: '30307', name: '医疗费补助' },
      { code: '310', name: '资本性支出' },
      { code: '31013', name: '公务用车购置' },
    ],
    government: [],
    nonTax: [{ code: '01', name: '政府性基金收入' }],
    sangong: { fundNatures: ['一般公共预算'], items: [] },
    operatingCost: [],
    governmentEconomic: [],
  }),
  previousYear: null,
};

const line = (id: string, more: Partial<NewLine>): NewLine => ({
  id,
  fundNature: '一般公共预算',
  functionCode: '2101506',
  economicCode: '30227',
  expenditureKind: '项目支出',
  projectCode: 'P01',
  originYear: 2020,
  paymentMode: '国库集中支付',
  ...more,
});

/** 委托业务费, a treasury-paid project line of this year. */
export const services = line('310002-2101506-30227', {});
/** 公务接待费, treasury-paid 公用经费. */
export const reception = line('310002-2101501-30217', {
  functionCode: '2101501',
  economicCode: '30217',
  expenditureKind: '公用经费',
  projectCode: null,
});
/** 彩票公益金, another 资金性质. */
export const lottery = line('310003-2296013-30307', {
  fundNature: '政府性基金预算',
  functionCode: '2296013',
  economicCode: '30307',
});
/** 其他收入: cash, received before it is spent. */
export const otherIncome = line('310003-2101301-qt', {
  fundNature: '其他收入',
  functionCode: '2101301',
  economicCode: '30307',
  paymentMode: '实有资金',
});
/** Money carried over from 2019. */
export const carried = line('310003-2101301-jz', {
  fundNature: '其他收入',
  functionCode: '2101301',
  economicCode: '30307',
  originYear: 2019,
  paymentMode: '实有资金',
});

/** Treasury money of 2019's budget for the same project, held since. */
export const carriedServices = line('310002-2101506-30227-2019', { originYear: 2019, paymentMode: '实有资金' });
/** 公用经费 of the treasury, held since 2019. */
export const carriedReception = line('310002-2101501-30217-2019', {
  functionCode: '2101501',
  economicCode: '30217',
  expenditureKind: '公用经费',
  projectCode: null,
  originYear: 2019,
  paymentMode: '实有资金',
});
/** Treasury money of this year that is paid into the unit's account (实拨). */
export const granted = line('310002-2101506-30227-sb', { paymentMode: '实有资金' });

const paper = (occurredOn: string) => ({
  documentNo: `文〔2020〕${occurredOn.slice(5)}号`,
  occurredOn,
  reason: '示例',
});

export const opened = ask('openFiscalYear', {
  unit: { code: '310002', name: '医保中心', kind: '参公' },
  department: { code: 'gz-ybj', name: '广州市医疗保障局' },
  fiscalYear: 2020,
  occurredOn: '2020-01-01',
});

export const appropriate = (on: NewLine, amount: string, occurredOn = '2020-01-10'): Asked =>
  ask('appropriateBudget', { ...paper(occurredOn), opens: [on], lines: [{ lineId: on.id, amount }] });
export const supplement = (on: NewLine, amount: string, occurredOn = '2020-04-15'): Asked =>
  ask('supplementBudget', {
    ...paper(occurredOn),
    source: 'own-level',
    opens: [on],
    lines: [{ lineId: on.id, amount }],
  });
export const reduce = (on: NewLine, amount: string, occurredOn = '2020-06-02'): Asked =>
  ask('reduceBudget', { ...paper(occurredOn), lines: [{ lineId: on.id, amount }] });
export const freeze = (on: NewLine, amount: string, occurredOn = '2020-06-03'): Asked =>
  ask('freezeBudget', { ...paper(occurredOn), lines: [{ lineId: on.id, amount }] });
export const unfreeze = (on: NewLine, amount: string, occurredOn = '2020-06-04'): Asked =>
  ask('unfreezeBudget', { ...paper(occurredOn), lines: [{ lineId: on.id, amount }] });
export const transfer = (from: NewLine, to: NewLine, out: string, into = out, occurredOn = '2020-07-01'): Asked =>
  ask('transferBudget', {
    ...paper(occurredOn),
    opens: [to],
    from: [{ lineId: from.id, amount: out }],
    to: [{ lineId: to.id, amount: into }],
  });
export const bring = (
  on: NewLine,
  amount: string,
  nature: CarryoverNature = '结转',
  occurredOn = '2020-01-02',
): Asked => ask('bringForward', { ...paper(occurredOn), opens: [on], lines: [{ lineId: on.id, amount, nature }] });
export const receive = (on: NewLine, amount: string, occurredOn = '2020-03-01'): Asked =>
  ask('receiveRevenue', { ...paper(occurredOn), lineId: on.id, amount, payer: '市财政局' });
export const commit = (on: NewLine, commitmentId: string, amount: string, occurredOn = '2020-04-01'): Asked =>
  ask('makeCommitment', { ...paper(occurredOn), lineId: on.id, amount, commitmentId, counterparty: '示例公司' });
export const release = (commitmentId: string, amount: string, occurredOn = '2020-04-02'): Asked =>
  ask('releaseCommitment', { ...paper(occurredOn), commitmentId, amount });
export const pay = (
  on: NewLine,
  paymentId: string,
  amount: string,
  occurredOn = '2020-05-06',
  commitmentId?: string,
): Asked =>
  ask('disburse', {
    ...paper(occurredOn),
    lineId: on.id,
    amount,
    paymentId,
    payee: '示例公司',
    ...(commitmentId ? { commitmentId } : {}),
  });
export const refund = (paymentId: string, amount: string, occurredOn = '2020-05-20'): Asked =>
  ask('refundDisbursement', { ...paper(occurredOn), paymentId, amount });
/** A payment before the budget is approved (预算法 第五十四条), on a line that it may name for the first time. */
export const payAhead = (
  on: NewLine,
  paymentId: string,
  amount: string,
  ahead: AheadGround = '参照上年同期',
  occurredOn = '2020-01-05',
): Asked =>
  ask('disburse', { ...paper(occurredOn), lineId: on.id, amount, paymentId, payee: '示例公司', ahead, opens: [on] });
export const reclassify = (
  paymentId: string,
  newPaymentId: string,
  to: NewLine,
  amount: string,
  occurredOn = '2020-05-21',
): Asked => ask('reclassifyDisbursement', { ...paper(occurredOn), paymentId, newPaymentId, toLineId: to.id, amount });
export const carry = (
  on: NewLine,
  amount: string,
  more: { nature?: CarryoverNature; intoExpenditureKind?: NewLine['expenditureKind'] } = {},
  occurredOn = '2020-12-31',
): Asked => ask('carryForward', { ...paper(occurredOn), lineId: on.id, amount, ...more });
export const surrender = (on: NewLine, amount: string, occurredOn = '2020-12-31'): Asked =>
  ask('surrenderBalance', { ...paper(occurredOn), lineId: on.id, amount });
export const allocate = (on: NewLine, amount: string, occurredOn = '2020-12-31'): Asked =>
  ask('allocateSurplus', { ...paper(occurredOn), lineId: on.id, amount });
/** Of the catalogue's one item of non-tax revenue. */
export const collect = (amount: string, occurredOn = '2020-08-01'): Asked =>
  ask('collectNonTaxRevenue', { ...paper(occurredOn), category: '01', account: '纳入预算管理', amount });
/** The number that `paper` gives to what is recorded on a day. */
export const documentOf = (occurredOn: string): string => paper(occurredOn).documentNo;
export const reverse = (kind: ReversibleKind, corrects: string, amount: string, occurredOn = '2020-12-31'): Asked =>
  ask('reverseEntry', { ...paper(occurredOn), corrects, kind, amount });
export const closeMonth = (month: number): Asked => ask('closeMonth', { month, occurredOn: '2020-12-31' });
export const reopenMonth = (month: number): Asked =>
  ask('reopenMonth', { month, occurredOn: '2020-12-31', reason: '更正' });
export const closeMonths = (through: number): Asked[] =>
  Array.from({ length: through }, (_, index) => closeMonth(index + 1));
export const closeYear = ask('closeFiscalYear', { occurredOn: '2020-12-31' });
