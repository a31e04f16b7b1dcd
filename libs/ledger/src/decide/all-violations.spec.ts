import { together } from '../refusal';
import {
  appropriate,
  ask,
  bring,
  carried,
  carriedServices,
  closeMonths,
  closeYear,
  commit,
  given,
  lottery,
  opened,
  otherIncome,
  pay,
  reclassify,
  reception,
  receive,
  services,
} from '../testing';

const paper = { documentNo: '文〔2020〕9号', occurredOn: '2020-06-02', reason: '示例' };
const funded = [opened, appropriate(services, '1000.00'), appropriate(reception, '100.00')];

describe('一次说出单据的全部问题', () => {
  it('追减：每一行的金额、指标、可用额度，各在其行', () =>
    void given(...funded)
      .when(
        ask('reduceBudget', {
          ...paper,
          lines: [
            { lineId: services.id, amount: '1000.01' },
            { lineId: 'X1', amount: '1.00' },
            { lineId: 'X2', amount: '一千' },
            { lineId: reception.id, amount: '100.01' },
          ],
        }),
      )
      .refusedFor(
        { path: 'lines.2.amount', code: 'AMOUNT_MALFORMED' },
        { path: 'lines.0.amount', code: 'AVAILABLE_EXCEEDED', data: { available: '1000.00', excess: '0.01' } },
        { path: 'lines.1.lineId', code: 'UNKNOWN_LINE', data: { lineId: 'X1' } },
        { path: 'lines.2.lineId', code: 'UNKNOWN_LINE', data: { lineId: 'X2' } },
        { path: 'lines.3.amount', code: 'AVAILABLE_EXCEEDED', data: { available: '100.00', excess: '0.01' } },
      ));

  it('同一指标的几行合计后超出的，说一次，在第一行', () =>
    void given(...funded)
      .when(
        ask('freezeBudget', {
          ...paper,
          lines: [
            { lineId: services.id, amount: '600.00' },
            { lineId: reception.id, amount: '1.00' },
            { lineId: services.id, amount: '600.00' },
          ],
        }),
      )
      .refusedFor({ path: 'lines.0.amount', code: 'AVAILABLE_EXCEEDED', data: { asked: '1200.00' } }));

  it('已结月份的日期和金额一并说出', () =>
    void given(...funded, ...closeMonths(6))
      .when(ask('reduceBudget', { ...paper, lines: [{ lineId: services.id, amount: '1000.01' }] }))
      .refusedFor(
        { path: 'occurredOn', code: 'MONTH_CLOSED' },
        { path: 'lines.0.amount', code: 'AVAILABLE_EXCEEDED' },
      ));

  it('未开账、已年结的，只说这一件', () => {
    const wrong = ask('reduceBudget', { ...paper, lines: [{ lineId: 'X1', amount: '一千' }] });
    given().when(wrong).refusedFor({ path: '', code: 'YEAR_NOT_OPENED' });
    given(opened, ...closeMonths(12), closeYear)
      .when(wrong)
      .refusedFor({ path: '', code: 'YEAR_CLOSED' });
  });

  it('下达：每条新指标的每个科目；科目有误的指标不再说成没有', () =>
    void given(opened)
      .when(
        ask('appropriateBudget', {
          ...paper,
          opens: [
            { ...services, functionCode: '21015', economicCode: '39999' },
            { ...reception, originYear: 2021 },
          ],
          lines: [
            { lineId: services.id, amount: '1.00' },
            { lineId: reception.id, amount: '1.00' },
            { lineId: 'X1', amount: '1.00' },
          ],
        }),
      )
      .refusedFor(
        { path: 'opens.0.functionCode', code: 'CODE_NOT_LEAF' },
        { path: 'opens.0.economicCode', code: 'UNKNOWN_CODE' },
        { path: 'opens.1.originYear', code: 'ORIGIN_YEAR_INVALID' },
        { path: 'lines.2.lineId', code: 'UNKNOWN_LINE' },
      ));

  it('追加到几条结转指标，逐条拒绝', () =>
    void given(...funded, bring(carried, '5.00'))
      .when(
        ask('supplementBudget', {
          ...paper,
          source: 'own-level',
          opens: [carriedServices],
          lines: [
            { lineId: carried.id, amount: '1.00' },
            { lineId: services.id, amount: '1.00' },
            { lineId: carriedServices.id, amount: '1.00' },
          ],
        }),
      )
      .refusedFor(
        { path: 'lines.0.lineId', code: 'ORIGIN_YEAR_INVALID' },
        { path: 'lines.2.lineId', code: 'ORIGIN_YEAR_INVALID' },
      ));

  it('调剂：不平、超出、没有的指标、跨资金性质的每一条', () =>
    void given(...funded)
      .when(
        ask('transferBudget', {
          ...paper,
          opens: [lottery],
          from: [
            { lineId: services.id, amount: '1000.01' },
            { lineId: reception.id, amount: '100.01' },
          ],
          to: [
            { lineId: lottery.id, amount: '1.00' },
            { lineId: 'X1', amount: '1.00' },
          ],
        }),
      )
      .refusedFor(
        { path: '', code: 'TRANSFER_NOT_BALANCED', data: { out: '1100.02', in: '2.00' } },
        { path: 'from.0.amount', code: 'AVAILABLE_EXCEEDED' },
        { path: 'from.1.amount', code: 'AVAILABLE_EXCEEDED' },
        { path: 'to.1.lineId', code: 'UNKNOWN_LINE' },
        { path: 'to.0.lineId', code: 'TRANSFER_CROSSES_FUND_NATURE' },
      ));

  it('有一行金额读不出时，不比较合计', () =>
    void given(...funded)
      .when(
        ask('transferBudget', {
          ...paper,
          opens: [],
          from: [{ lineId: services.id, amount: '一千' }],
          to: [{ lineId: reception.id, amount: '1.00' }],
        }),
      )
      .refusedFor({ path: 'from.0.amount', code: 'AMOUNT_MALFORMED' }));

  it('上年结转：来源年度不对的每一行', () =>
    void given(...funded)
      .when(
        ask('bringForward', {
          ...paper,
          opens: [carried],
          lines: [
            { lineId: services.id, amount: '1.00', nature: '结转' },
            { lineId: carried.id, amount: '1.00', nature: '结转' },
            { lineId: reception.id, amount: '0.00', nature: '结转' },
          ],
        }),
      )
      .refusedFor(
        { path: 'lines.2.amount', code: 'AMOUNT_NOT_POSITIVE' },
        { path: 'lines.0.lineId', code: 'ORIGIN_YEAR_INVALID' },
        { path: 'lines.2.lineId', code: 'ORIGIN_YEAR_INVALID' },
      ));

  it('支付：日期、编号和额度一并说出；额度和结存也是', () => {
    given(...funded, pay(services, 'Z1', '1.00'), ...closeMonths(5))
      .when(pay(services, 'Z1', '1000.00'))
      .refusedFor(
        { path: 'occurredOn', code: 'MONTH_CLOSED' },
        { path: 'paymentId', code: 'PAYMENT_EXISTS' },
        { path: 'amount', code: 'AVAILABLE_EXCEEDED', data: { available: '999.00' } },
      );
    given(opened, appropriate(otherIncome, '10.00'), receive(otherIncome, '5.00'))
      .when(pay(otherIncome, 'Z1', '11.00'))
      .refusedFor({ path: 'amount', code: 'AVAILABLE_EXCEEDED' }, { path: 'amount', code: 'HOLDINGS_EXCEEDED' });
  });

  it('占用和更正：编号、金额、指标各在其处', () => {
    given(...funded, commit(services, 'C1', '1.00'))
      .when(commit({ ...services, id: 'X1' }, 'C1', '0.00'))
      .refusedFor(
        { path: 'commitmentId', code: 'COMMITMENT_EXISTS' },
        { path: 'amount', code: 'AMOUNT_NOT_POSITIVE' },
        { path: 'lineId', code: 'UNKNOWN_LINE' },
      );
    given(...funded, pay(services, 'Z1', '1.00'))
      .when(reclassify('Z1', 'Z1', { ...services, id: 'X1' }, '1.01'))
      .refusedFor(
        { path: 'newPaymentId', code: 'PAYMENT_EXISTS' },
        { path: 'amount', code: 'REFUND_EXCEEDED' },
        { path: 'toLineId', code: 'UNKNOWN_LINE' },
      );
  });

  it('年结：未处理的指标和未结的月份一并说出', () =>
    void given(...funded, ...closeMonths(3))
      .when(closeYear)
      .refusedFor({ path: '', code: 'LINES_UNSETTLED' }, { path: '', code: 'MONTH_NOT_CLOSED', data: { month: 4 } }));

  it('没有问题就没有拒绝', () => expect(together(null, null)).toBeNull());
});
