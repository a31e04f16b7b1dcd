import {
  type Asked,
  appropriate,
  bring,
  carried,
  commit,
  freeze,
  given,
  opened,
  otherIncome,
  pay,
  receive,
  reception,
  reclassify,
  reduce,
  refund,
  release,
  services,
  surrender,
  supplement,
  transfer,
  unfreeze,
} from '../testing';

const budget = [opened, appropriate(services, '100.00', '2020-02-10')];

describe('任何一天都不为负', () => {
  it('支付不得早于预算，拒绝时说明是哪一天', () =>
    expect(
      given(...budget)
        .when(pay(services, 'Z1', '60.00', '2020-02-09'))
        .refused('AVAILABLE_EXCEEDED', { on: '2020-02-09', available: '0.00', asked: '60.00', excess: '60.00' }),
    ).toBe(
      `指标 ${services.id} 在 2020-02-09 的可用额度为 0.00 元，按 2020-02-09 支付 60.00 元，当日不足 60.00 元。请核对日期，或减少金额。`,
    ));

  it('与预算同日的支付可以登记，不论登记先后', () =>
    given(...budget)
      .when(pay(services, 'Z1', '60.00', '2020-02-10'))
      .then({ type: 'DisbursementMade' }));

  it.each<[string, Asked]>([
    ['支付', pay(services, 'Z2', '50.00', '2020-03-01')],
    ['追减', reduce(services, '50.00', '2020-03-01')],
    ['调剂', transfer(services, reception, '50.00', '50.00', '2020-03-01')],
    ['冻结', freeze(services, '50.00', '2020-03-01')],
    ['占用', commit(services, 'HT1', '50.00', '2020-03-01')],
    ['收回', surrender(services, '50.00', '2020-03-01')],
  ])(
    '补记的%s不得用掉以后日期已经用了的额度，那一天就是不足的一天',
    (_what, command) =>
      void given(...budget, pay(services, 'Z1', '60.00', '2020-05-06'), supplement(services, '200.00', '2020-06-01'))
        .when(command)
        .refused('AVAILABLE_EXCEEDED', { on: '2020-05-06', available: '40.00', asked: '50.00', excess: '10.00' }),
  );

  it('以后又有了的额度不能提前用：说明最少的那一天', () =>
    void given(
      ...budget,
      freeze(services, '70.00', '2020-03-01'),
      unfreeze(services, '50.00', '2020-04-01'),
      freeze(services, '60.00', '2020-05-01'),
      unfreeze(services, '80.00', '2020-06-01'),
    )
      .when(pay(services, 'Z1', '30.00', '2020-02-15'))
      .refused('AVAILABLE_EXCEEDED', { on: '2020-05-01', available: '20.00' }));

  it('资金未到账的日子不能支付', () => {
    const expected = given(opened, appropriate(otherIncome, '100.00'), receive(otherIncome, '100.00', '2020-03-01'));
    expected
      .when(pay(otherIncome, 'Z1', '1.00', '2020-02-29'))
      .refused('HOLDINGS_EXCEEDED', { on: '2020-02-29', available: '0.00' });
    expected.when(pay(otherIncome, 'Z1', '100.00', '2020-03-01')).then({ type: 'DisbursementMade' });
  });

  it('结转资金转入之前不能支付', () =>
    void given(opened, bring(carried, '10.00', '结转', '2020-01-02'))
      .when(pay(carried, 'Z1', '1.00', '2020-01-01'))
      .refused('AVAILABLE_EXCEEDED', { on: '2020-01-01' }));

  it('退回和更正不得早于支付', () => {
    const paid = given(...budget, appropriate(reception, '60.00'), pay(services, 'Z1', '60.00', '2020-05-06'));
    expect(
      paid
        .when(refund('Z1', '1.00', '2020-05-05'))
        .refused('DATE_BEFORE_ORIGINAL', { occurredOn: '2020-05-05', originalOn: '2020-05-06' }),
    ).toBe('支付 Z1 发生于 2020-05-06，退回不能早于该日，收到 2020-05-05。请核对日期。');
    paid.when(reclassify('Z1', 'Z2', reception, '1.00', '2020-05-05')).refused('DATE_BEFORE_ORIGINAL');
    paid.when(refund('Z1', '1.00', '2020-05-06')).then({ type: 'DisbursementRefunded' });
  });

  it('释放占用、按占用支付不得早于占用，解冻不得早于冻结', () => {
    const tied = given(
      ...budget,
      commit(services, 'HT1', '10.00', '2020-04-01'),
      freeze(services, '10.00', '2020-04-01'),
    );
    tied.when(release('HT1', '1.00', '2020-03-31')).refused('DATE_BEFORE_ORIGINAL');
    tied.when(pay(services, 'Z1', '1.00', '2020-03-31', 'HT1')).refused('DATE_BEFORE_ORIGINAL');
    tied.when(unfreeze(services, '1.00', '2020-03-31')).refused('FROZEN_EXCEEDED', { on: '2020-03-31' });
    tied.when(release('HT1', '1.00', '2020-04-01')).then({ type: 'CommitmentReleased' });
  });

  it('更正转入的指标也须在那一天有额度', () =>
    void given(...budget, pay(services, 'Z1', '60.00', '2020-05-06'), supplement(reception, '60.00', '2020-06-01'))
      .when(reclassify('Z1', 'Z2', reception, '60.00', '2020-05-31'))
      .refused('AVAILABLE_EXCEEDED', { lineId: reception.id, on: '2020-05-31' }));
});
