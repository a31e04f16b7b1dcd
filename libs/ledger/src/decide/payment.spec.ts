import { available, holdings } from '../balance';
import {
  appropriate,
  ask,
  bring,
  carried,
  commit,
  given,
  lottery,
  opened,
  otherIncome,
  pay,
  receive,
  reception,
  reclassify,
  refund,
  release,
  services,
} from '../testing';

describe('支付', () => {
  it('不得超过可用额度，差一分也不行', () => {
    const message = given(opened, appropriate(services, '1000.00'))
      .when(pay(services, 'Z1', '1000.01'))
      .refused('AVAILABLE_EXCEEDED', { available: '1000.00', asked: '1000.01' });
    expect(message).toBe(
      `指标 ${services.id} 可用额度 1,000.00 元，本次支付 1,000.01 元，超出 0.01 元。请减少金额，或先追加、调剂、解冻、释放占用。`,
    );
  });

  it('财政拨款由国库支付时，收入与支出同时确认', () =>
    given(opened, appropriate(services, '1000.00'), pay(services, 'Z1', '400.00')).state((year) =>
      expect(year.lines.get(services.id)!.balance).toMatchObject({ received: 40000, disbursed: 40000 }),
    ));

  it('同一支付编号只能登记一次', () =>
    void given(opened, appropriate(services, '1000.00'), pay(services, 'Z1', '1.00'))
      .when(pay(services, 'Z1', '1.00'))
      .refused('PAYMENT_EXISTS', { paymentId: 'Z1' }));

  it('其他收入须先到账：有额度没有资金不能支付', () => {
    const budgeted = given(opened, appropriate(otherIncome, '1000.00'), receive(otherIncome, '300.00'));
    budgeted.when(pay(otherIncome, 'Z1', '300.01')).refused('HOLDINGS_EXCEEDED', { available: '300.00' });
    budgeted.when(pay(otherIncome, 'Z1', '300.00')).state((year) => {
      expect(holdings(year.lines.get(otherIncome.id)!.balance)).toBe(0);
      expect(available(year.lines.get(otherIncome.id)!.balance)).toBe(70000);
    });
  });

  it('动用上年结转只有支出，没有本年收入', () =>
    given(opened, bring(carried, '100.00'), pay(carried, 'Z1', '100.00')).state((year) =>
      expect(year.lines.get(carried.id)!.balance).toMatchObject({
        broughtForward: 10000,
        received: 0,
        disbursed: 10000,
      }),
    ));

  it('国库集中支付的指标不单独登记收入', () =>
    void given(opened, appropriate(services, '1.00'))
      .when(receive(services, '1.00'))
      .refused('RECEIPT_ON_TREASURY_LINE'));
  it('没有下达的指标不能收也不能付', () => {
    given(opened).when(receive(otherIncome, '1.00')).refused('UNKNOWN_LINE');
    given(opened)
      .when(pay(services, 'Z1', '1.00'))
      .refused('UNKNOWN_LINE');
  });
});

describe('合同占用', () => {
  const committed = [opened, appropriate(services, '100.00'), commit(services, 'HT1', '80.00')];

  it('占用的额度他用不得动，按合同支付即核销占用', () => {
    given(...committed)
      .when(pay(services, 'Z1', '20.01'))
      .refused('AVAILABLE_EXCEEDED', { available: '20.00' });
    given(...committed, pay(services, 'Z1', '50.00', '2020-05-06', 'HT1')).state((year) => {
      expect(year.lines.get(services.id)!.balance).toMatchObject({ committed: 3000, disbursed: 5000 });
      expect(available(year.lines.get(services.id)!.balance)).toBe(2000);
    });
  });

  it('支付、释放不得超过占用余额', () => {
    given(...committed)
      .when(pay(services, 'Z1', '80.01', '2020-05-06', 'HT1'))
      .refused('COMMITMENT_EXCEEDED');
    given(...committed)
      .when(release('HT1', '80.01'))
      .refused('COMMITMENT_EXCEEDED');
    given(...committed)
      .when(release('HT2', '1.00'))
      .refused('UNKNOWN_COMMITMENT');
    given(...committed, appropriate(reception, '9.00'))
      .when(pay(reception, 'Z1', '1.00', '2020-05-06', 'HT1'))
      .refused('COMMITMENT_OF_OTHER_LINE');
    given(...committed)
      .when(commit(services, 'HT1', '1.00'))
      .refused('COMMITMENT_EXISTS');
  });
});

describe('退回与更正', () => {
  const paid = [opened, appropriate(services, '100.00'), appropriate(reception, '30.00'), pay(services, 'Z1', '60.00')];

  it('退回恢复额度，收入支出同时冲减', () =>
    given(...paid, refund('Z1', '10.00')).state((year) => {
      expect(year.lines.get(services.id)!.balance).toMatchObject({ disbursed: 6000, refunded: 1000, received: 5000 });
      expect(available(year.lines.get(services.id)!.balance)).toBe(5000);
    }));

  it('退回累计不得超过原支付', () => {
    given(...paid, refund('Z1', '10.00'))
      .when(refund('Z1', '50.01'))
      .refused('REFUND_EXCEEDED', { available: '50.00' });
    given(...paid)
      .when(refund('Z9', '1.00'))
      .refused('UNKNOWN_PAYMENT');
  });

  it('更正把支付移到应列的指标，之后的退回跟着走', () => {
    const corrected = given(...paid, reclassify('Z1', 'Z1-1', reception, '25.00'));
    corrected.state((year) => {
      expect(year.lines.get(services.id)!.balance).toMatchObject({ disbursed: 3500, received: 3500 });
      expect(year.lines.get(reception.id)!.balance).toMatchObject({ disbursed: 2500, received: 2500 });
    });
    corrected
      .when(refund('Z1-1', '25.00', '2020-05-22'))
      .then({ type: 'DisbursementRefunded', data: { lineId: reception.id } });
    corrected.when(refund('Z1', '35.01')).refused('REFUND_EXCEEDED', { available: '35.00' });
  });

  it('更正不得超过转入指标的可用额度', () => {
    given(...paid)
      .when(reclassify('Z1', 'Z1-1', reception, '30.01'))
      .refused('AVAILABLE_EXCEEDED', { lineId: reception.id });
    given(...paid)
      .when(reclassify('Z1', 'Z1-1', services, '1.00'))
      .refused('SAME_LINE');
    given(...paid, appropriate(lottery, '1.00'))
      .when(reclassify('Z1', 'Z1', lottery, '1.00'))
      .refused('PAYMENT_EXISTS');
  });
});

describe('非税收入', () => {
  const collect = (category: string) =>
    ask('collectNonTaxRevenue', {
      documentNo: '票1',
      occurredOn: '2020-04-01',
      reason: '',
      category,
      account: '纳入预算管理',
      amount: '900.00',
    });
  it('按当年科目登记，不影响任何指标', () =>
    given(opened)
      .when(collect('01'))
      .state(({ lines }) => expect(lines.size).toBe(0)));
  it('未知项目不收', () => void given(opened).when(collect('99')).refused('UNKNOWN_CODE'));
});
