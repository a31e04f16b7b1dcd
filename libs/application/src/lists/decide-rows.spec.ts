import {
  type LedgerCommand,
  type LedgerEvent,
  type NewLine,
  type PreviousYear,
  type Rulebook,
  type UnitYear,
} from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { ZERO, parseYuan } from '@yujue/money';
import { type DocumentRow, type DocumentType } from '../row-commands/documents';
import { type PaymentRow } from '../row-commands/payments';
import { decideRows } from './decide-rows';
import { commandsOf } from './list-commands';
import { type ListEntry } from './list-entries';

const { services, reception, lottery, carried } = ledger;
const other: NewLine = { ...services, id: 'X1' };

let rowNumber = 1;
beforeEach(() => (rowNumber = 1));

const paper = (amount: string) => ({
  unit: '310002',
  documentNo: '文〔2020〕9号',
  occurredOn: '2020-06-02',
  reason: '',
  amount,
  place: { file: '清单.csv', rowNumber: ++rowNumber },
});
/** The next row of the file; the header is row 1. */
const row = (type: DocumentType, line: NewLine, amount: string, more: Partial<DocumentRow> = {}): DocumentRow => ({
  ...paper(amount),
  type,
  line,
  source: '',
  ...more,
});
const pay = (line: NewLine, paymentId: string, amount: string, more: Partial<PaymentRow> = {}): PaymentRow => ({
  ...paper(amount),
  type: 'disburse',
  line,
  paymentId,
  payee: '',
  ...more,
});

const YEAR = [ledger.opened, ledger.appropriate(services, '1000.00'), ledger.appropriate(reception, '100.00')];

/** What is reported of the rows, as [row, field, beginning of the sentence], and the events that would follow. */
function decided(rows: readonly ListEntry[], rules: Rulebook = ledger.RULES, history: readonly LedgerCommand[] = YEAR) {
  let year!: UnitYear;
  ledger.given(...history).state((state) => (year = state));
  const told: [row: number, field: string | null, message: string][] = [];
  const refused: Parameters<typeof commandsOf>[1] = ({ row: { rowNumber: at }, field, message }) =>
    told.push([at, field, message]);
  const events: LedgerEvent[] = decideRows(year, commandsOf(rows, refused), rules, refused);
  return { told, events };
}

const toldOf = (...asked: Parameters<typeof decided>) =>
  decided(...asked).told.map(([at, field, message]) => [at, field, message.slice(0, message.indexOf('，'))]);

describe('清单的每一行，说出账上拒绝它的全部原因', () => {
  it('支付：日期、额度，各在其列', () =>
    expect(toldOf([pay(services, 'Z1', '1000.01', { occurredOn: '2021-06-02' })])).toEqual([
      [2, '日期', '业务日期 2021-06-02 不在 2020 年度内'],
      [2, '金额', `指标 ${services.id} 可用额度 1,000.00 元`],
    ]));

  it('下达：一行的两个科目；同一指标的另一行也写着这些科目', () => {
    const line = { ...other, functionCode: '2109999', economicCode: '399' };
    const wrong = (at: number) => [
      [at, '支出功能分类', `指标 X1 的支出功能分类 2109999 不在 2020 年科目表中`],
      [at, '部门经济分类', `指标 X1 的部门经济分类 399 不在 2020 年科目表中`],
    ];
    const rows = [
      row('appropriateBudget', services, '1.00'),
      row('appropriateBudget', line, '1.00'),
      row('appropriateBudget', line, '2.00'),
    ];
    expect(toldOf(rows).toSorted(([a], [b]) => Number(a) - Number(b))).toEqual([...wrong(3), ...wrong(4)]);
  });

  it('单据的日期，在它的每一行', () =>
    expect(
      toldOf(['1.00', '2.00'].map((amount) => row('reduceBudget', services, amount, { occurredOn: '2021-06-02' }))),
    ).toEqual([
      [2, '日期', '业务日期 2021-06-02 不在 2020 年度内'],
      [3, '日期', '业务日期 2021-06-02 不在 2020 年度内'],
    ]));

  it('调剂：不平、超出、跨资金性质，各在其行', () =>
    expect(
      toldOf([
        row('transferBudget', lottery, '1.00'),
        row('transferBudget', services, '-1000.01'),
        row('transferBudget', reception, '-100.01'),
      ]),
    ).toEqual([
      [2, '金额', '调剂 文〔2020〕9号 调出 1,100.02 元'],
      [3, '金额', `指标 ${services.id} 可用额度 1,000.00 元`],
      [4, '金额', `指标 ${reception.id} 可用额度 100.00 元`],
      [2, '资金性质', `调剂不得跨资金性质：指标 ${services.id} 为一般公共预算`],
    ]));

  it('同一指标的几行合计超出的，说一次，在第一行', () => {
    const { told } = decided([
      row('freezeBudget', reception, '1.00'),
      row('freezeBudget', services, '600.00'),
      row('freezeBudget', services, '600.00'),
    ]);
    expect(told).toEqual([[3, '金额', expect.stringContaining('本次冻结 1,200.00 元，超出 200.00 元')]]);
  });

  it('单据整体不能登记的，说一次', () => {
    const rows = [row('reduceBudget', services, '1.00'), row('reduceBudget', reception, '1.00')];
    const closed = [ledger.opened, ...ledger.closeMonths(12), ledger.closeYear];
    expect(toldOf(rows, ledger.RULES, closed)).toEqual([[2, null, expect.stringContaining('2020 年度已年结')]]);
  });
});

describe('一行有误，不连累别的行', () => {
  it('后面的行按单据的其余各行判断', () => {
    const { told } = decided([
      row('supplementBudget', other, '10.00'),
      row('supplementBudget', { ...other, id: 'X2', economicCode: '399' }, '10.00'),
      row('reduceBudget', other, '10.00'),
    ]);
    expect(told).toEqual([[3, '部门经济分类', expect.stringContaining('399')]]);
  });

  it('一行的来源年度有误，其余各行照样与上年比较', () => {
    const previousYear: PreviousYear = {
      fiscalYear: 2019,
      closed: true,
      carried: new Map([[carried.id, { line: carried, amount: parseYuan('5.00'), nature: '结转' }]]),
      paid: () => ZERO,
    };
    const { told } = decided(
      [
        row('bringForward', services, '1.00', { occurredOn: '2020-01-01' }),
        row('bringForward', carried, '4.00', { occurredOn: '2020-01-01' }),
      ],
      { ...ledger.RULES, previousYear },
    );
    expect(told).toEqual([
      [2, '来源年度', expect.stringContaining('来源年度为本年')],
      [3, '金额', expect.stringContaining('年末结转为 5.00 元')],
    ]);
  });

  it('都没有问题时，一份单据是一个事件', () => {
    const { told, events } = decided([
      row('reduceBudget', services, '1.00'),
      pay(services, 'Z1', '998.00'),
      row('reduceBudget', services, '1.00'),
    ]);
    expect(told).toEqual([]);
    expect(events).toMatchObject([
      { type: 'BudgetReduced', data: { lines: [{ amount: '1.00' }, { amount: '1.00' }] } },
      { type: 'DisbursementMade', data: { amount: '998.00' } },
    ]);
  });
});
