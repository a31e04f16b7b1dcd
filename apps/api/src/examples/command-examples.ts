import { type COMMAND_SCHEMAS, type CommandType } from '@yujue/ledger';
import { type z } from 'zod';

/** The unit and year that the examples are recorded on: a unit that joins the department of the sample year. */
export const EXAMPLE_UNIT = '310009';
export const EXAMPLE_YEAR = 2020;

const line = {
  fundNature: '一般公共预算',
  functionCode: '2101506',
  economicCode: '30227',
  expenditureKind: '项目支出',
  projectCode: null,
  originYear: EXAMPLE_YEAR,
  paymentMode: '国库集中支付',
} as const;

const SERVICES = `${EXAMPLE_UNIT}-2101506-30227`;
const OFFICE = `${EXAMPLE_UNIT}-2101550-30201`;
const DONATIONS = `${EXAMPLE_UNIT}-2101301-30307`;
const CARRIED = `${EXAMPLE_UNIT}-2101506-30227-2019结转`;

/** A body for each command that runs as written, one after the other on the example's unit. */
export const COMMAND_EXAMPLES: { readonly [Type in CommandType]: z.input<(typeof COMMAND_SCHEMAS)[Type]> } = {
  openFiscalYear: {
    unit: { code: EXAMPLE_UNIT, name: '示例服务中心', kind: '事业' },
    department: { code: 'gz-ybj', name: '广州市医疗保障局' },
    fiscalYear: EXAMPLE_YEAR,
    occurredOn: '2020-01-01',
  },
  appropriateBudget: {
    documentNo: '示财〔2020〕1号',
    occurredOn: '2020-01-20',
    reason: '年初预算批复',
    opens: [
      { ...line, id: SERVICES },
      { ...line, id: OFFICE, functionCode: '2101550', economicCode: '30201', expenditureKind: '公用经费' },
    ],
    lines: [
      { lineId: SERVICES, amount: '100000.00' },
      { lineId: OFFICE, amount: '20000.00' },
    ],
  },
  supplementBudget: {
    documentNo: '示财〔2020〕8号',
    occurredOn: '2020-03-02',
    reason: '接受捐赠，追加支出预算',
    source: 'own-level',
    opens: [
      {
        ...line,
        id: DONATIONS,
        fundNature: '其他收入',
        functionCode: '2101301',
        economicCode: '30307',
        paymentMode: '实有资金',
      },
    ],
    lines: [{ lineId: DONATIONS, amount: '5000.00' }],
  },
  reduceBudget: {
    documentNo: '示财〔2020〕15号',
    occurredOn: '2020-04-01',
    reason: '压减一般性支出',
    lines: [{ lineId: OFFICE, amount: '2000.00' }],
  },
  transferBudget: {
    documentNo: '示财〔2020〕20号',
    occurredOn: '2020-05-06',
    reason: '委托业务费转作办公费',
    from: [{ lineId: SERVICES, amount: '5000.00' }],
    to: [{ lineId: OFFICE, amount: '5000.00' }],
  },
  freezeBudget: {
    documentNo: '示财〔2020〕22号',
    occurredOn: '2020-05-20',
    reason: '待核实用途',
    lines: [{ lineId: OFFICE, amount: '1000.00' }],
  },
  unfreezeBudget: {
    documentNo: '示财〔2020〕25号',
    occurredOn: '2020-06-01',
    reason: '用途已核实',
    lines: [{ lineId: OFFICE, amount: '1000.00' }],
  },
  bringForward: {
    documentNo: '结转2020-1',
    occurredOn: '2020-01-01',
    reason: '上年末结转',
    opens: [{ ...line, id: CARRIED, originYear: 2019 }],
    lines: [{ lineId: CARRIED, amount: '300.00' }],
  },
  receiveRevenue: {
    documentNo: 'SR2020-1',
    occurredOn: '2020-03-10',
    reason: '捐赠到账',
    lineId: DONATIONS,
    amount: '5000.00',
    payer: '示例基金会',
  },
  makeCommitment: {
    documentNo: 'HT2020-1',
    occurredOn: '2020-06-10',
    reason: '经办服务外包合同',
    lineId: SERVICES,
    amount: '60000.00',
    commitmentId: 'HT2020-1',
    counterparty: '示例服务公司',
  },
  releaseCommitment: {
    documentNo: 'HT2020-1-1',
    occurredOn: '2020-06-30',
    reason: '合同减少',
    commitmentId: 'HT2020-1',
    amount: '60000.00',
  },
  disburse: {
    documentNo: 'PZ2020-1',
    occurredOn: '2020-07-02',
    reason: '支付委托业务费',
    lineId: SERVICES,
    amount: '20000.00',
    paymentId: 'ZF2020-1',
    payee: '示例服务公司',
  },
  refundDisbursement: {
    documentNo: 'PZ2020-2',
    occurredOn: '2020-07-10',
    reason: '多付退回',
    paymentId: 'ZF2020-1',
    amount: '500.00',
  },
  reclassifyDisbursement: {
    documentNo: 'PZ2020-3',
    occurredOn: '2020-07-20',
    reason: '实为办公用品',
    paymentId: 'ZF2020-1',
    newPaymentId: 'ZF2020-2',
    toLineId: OFFICE,
    amount: '1500.00',
  },
  collectNonTaxRevenue: {
    documentNo: 'FS2020-1',
    occurredOn: '2020-09-21',
    reason: '第三季度存款利息',
    category: '060101',
    account: '纳入预算管理',
    amount: '8.00',
  },
  carryForward: {
    documentNo: '年末2020-1',
    occurredOn: '2020-12-31',
    reason: '结转下年',
    lineId: OFFICE,
    amount: '21500.00',
  },
  surrenderBalance: {
    documentNo: '年末2020-2',
    occurredOn: '2020-12-31',
    reason: '财政收回',
    lineId: SERVICES,
    amount: '77000.00',
  },
  allocateSurplus: {
    documentNo: '年末2020-3',
    occurredOn: '2020-12-31',
    reason: '转入专用基金',
    lineId: DONATIONS,
    amount: '1000.00',
  },
  reverseEntry: {
    documentNo: '冲2020-1',
    occurredOn: '2020-12-31',
    reason: '重复登记',
    corrects: 'FS2020-1',
    kind: '非税收入',
    amount: '8.00',
  },
  closeMonth: { month: 1, occurredOn: '2020-12-31' },
  reopenMonth: { month: 1, occurredOn: '2020-12-31', reason: '补记一笔业务' },
  closeFiscalYear: { occurredOn: '2020-12-31' },
};
