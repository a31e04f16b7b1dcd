import {
  allocate,
  appropriate,
  bring,
  carried,
  carriedReception,
  carriedServices,
  carry,
  closeMonth,
  closeMonths,
  closeYear,
  commit,
  freeze,
  given,
  opened,
  otherIncome,
  pay,
  receive,
  reception,
  reclassify,
  refund,
  release,
  reopenMonth,
  services,
  supplement,
  surrender,
  transfer,
} from '../testing';

describe('结转、收回、结余分配', () => {
  it('未用额度收回只影响指标账，从未成为收入', () =>
    given(opened, appropriate(services, '100.00'), pay(services, 'Z1', '60.00'), surrender(services, '40.00')).state(
      (year) =>
        expect(year.lines.get(services.id)!.balance).toMatchObject({ lapsed: 4000, surrendered: 0, received: 6000 }),
    ));

  it('未用额度结转下年，则同时成为本年收入和年末结转', () =>
    given(opened, appropriate(services, '100.00'), pay(services, 'Z1', '60.00'), carry(services, '40.00')).state(
      (year) => expect(year.lines.get(services.id)!.balance).toMatchObject({ carriedForward: 4000, received: 10000 }),
    ));

  it('持有的资金结转不再确认收入；收回则资金与额度一并交回', () => {
    given(opened, bring(carried, '100.00'), carry(carried, '70.00'), surrender(carried, '30.00')).state((year) =>
      expect(year.lines.get(carried.id)!.balance).toMatchObject({
        received: 0,
        carriedForward: 7000,
        lapsed: 3000,
        surrendered: 3000,
      }),
    );
  });

  it('结转既不超过额度，也不超过资金', () => {
    given(opened, appropriate(otherIncome, '10.00'), receive(otherIncome, '30.00'))
      .when(carry(otherIncome, '10.01'))
      .refused('AVAILABLE_EXCEEDED');
    given(opened, appropriate(otherIncome, '30.00'), receive(otherIncome, '10.00'))
      .when(carry(otherIncome, '10.01'))
      .refused('HOLDINGS_EXCEEDED');
  });

  it('不得重复结转', () =>
    void given(opened, appropriate(services, '100.00'), carry(services, '40.00'))
      .when(carry(services, '60.00'))
      .refused('ALREADY_CARRIED_FORWARD'));

  it('结转之后退回的可以再结转，财政拨款基本支出的必须再结转', () => {
    const refunded = (on: typeof services) => [
      opened,
      appropriate(on, '100.00'),
      pay(on, 'Z1', '60.00'),
      carry(on, '30.00', {}, '2020-12-30'),
      refund('Z1', '5.00', '2020-12-31'),
    ];
    given(...refunded(services))
      .when(carry(services, '5.01'))
      .refused('ALREADY_CARRIED_FORWARD', { available: '5.00' });
    given(...refunded(services), carry(services, '5.00'))
      .when(carry(services, '0.01'))
      .refused('ALREADY_CARRIED_FORWARD', { available: '0.00' });
    given(...refunded(services))
      .when(surrender(services, '15.00'))
      .then({ type: 'BalanceSurrendered' });
    given(...refunded(reception))
      .when(surrender(reception, '10.01'))
      .refused('BASIC_BALANCE_IS_CARRYOVER', { available: '10.00' });
    given(...refunded(reception), surrender(reception, '10.00'))
      .when(surrender(reception, '0.01'))
      .refused('BASIC_BALANCE_IS_CARRYOVER');
    given(...refunded(reception), surrender(reception, '10.00'), carry(reception, '5.00'), ...closeMonths(12))
      .when(closeYear)
      .then({ type: 'FiscalYearClosed' });
  });

  it('合同占用的和冻结的，收回、分配、结转都不能动', () => {
    const tied = [
      opened,
      appropriate(otherIncome, '100.00'),
      receive(otherIncome, '100.00'),
      commit(otherIncome, 'HT1', '60.00'),
      freeze(otherIncome, '10.00'),
    ];
    given(...tied)
      .when(surrender(otherIncome, '30.01'))
      .refused('AVAILABLE_EXCEEDED', { available: '30.00' });
    given(...tied)
      .when(surrender(otherIncome, '30.00'))
      .then({ type: 'BalanceSurrendered', data: { authority: '30.00', holdings: '30.00' } });
    given(...tied)
      .when(allocate(otherIncome, '30.01'))
      .refused('HOLDINGS_EXCEEDED', { available: '30.00' });
    given(...tied)
      .when(carry(otherIncome, '30.01'))
      .refused('AVAILABLE_EXCEEDED');
    given(...tied, supplement(otherIncome, '50.00'))
      .when(carry(otherIncome, '30.01'))
      .refused('HOLDINGS_EXCEEDED', { available: '30.00' });
  });

  it('收回登记在占用期间的日期，占用后来释放了也不行', () =>
    void given(
      opened,
      appropriate(otherIncome, '100.00'),
      receive(otherIncome, '100.00', '2020-03-01'),
      commit(otherIncome, 'HT1', '60.00', '2020-04-01'),
      release('HT1', '60.00', '2020-06-01'),
    )
      .when(surrender(otherIncome, '50.00', '2020-03-15'))
      .refused('AVAILABLE_EXCEEDED', { on: '2020-04-01', available: '40.00' }));

  it('事件记下是结转还是结余；一条指标不能既结转又结余', () => {
    given(opened, appropriate(services, '10.00'))
      .when(carry(services, '10.00', { nature: '结余' }))
      .then({ type: 'BalanceCarriedForward', data: { nature: '结余' } });
    given(
      opened,
      appropriate(services, '10.00'),
      pay(services, 'Z1', '5.00'),
      carry(services, '5.00', { nature: '结余' }),
      refund('Z1', '5.00', '2020-12-31'),
    )
      .when(carry(services, '5.00', { nature: '结转' }))
      .refused('CARRYOVER_MIXES_NATURES');
  });

  it('连续两年未用完的财政拨款项目资金是结余，不写性质时也按结余；基本支出不论几年都是结转', () => {
    given(opened, bring(carriedServices, '10.00'))
      .when(carry(carriedServices, '10.00', { nature: '结转' }))
      .refused('CARRYOVER_TOO_OLD', { originYear: 2019 });
    given(opened, bring(carriedServices, '10.00'))
      .when(carry(carriedServices, '10.00'))
      .then({ type: 'BalanceCarriedForward', data: { nature: '结余' } });
    given(opened, bring(carriedReception, '10.00'))
      .when(carry(carriedReception, '10.00'))
      .then({ type: 'BalanceCarriedForward', data: { nature: '结转' } });
    given(opened)
      .when(bring({ ...carriedServices, originYear: 2018 }, '10.00'))
      .refused('CARRYOVER_TOO_OLD', { originYear: 2018 });
  });

  it('上年转入的财政拨款结余只能收回，不能支付、占用、更正转入、调剂；其他资金的结余可以用', () => {
    const surplus = [opened, bring(carriedServices, '10.00', '结余')];
    given(...surplus)
      .when(pay(carriedServices, 'Z1', '1.00'))
      .refused('SURPLUS_NOT_SPENDABLE');
    given(...surplus)
      .when(commit(carriedServices, 'HT1', '1.00'))
      .refused('SURPLUS_NOT_SPENDABLE');
    given(...surplus)
      .when(transfer(carriedServices, { ...carriedServices, id: 'jy2' }, '1.00'))
      .refused('SURPLUS_NOT_SPENDABLE');
    given(...surplus, appropriate(services, '1.00'), pay(services, 'Z1', '1.00'))
      .when(reclassify('Z1', 'Z2', carriedServices, '1.00'))
      .refused('SURPLUS_NOT_SPENDABLE');
    given(...surplus)
      .when(surrender(carriedServices, '10.00'))
      .then({ type: 'BalanceSurrendered', data: { authority: '10.00', holdings: '10.00' } });
    given(opened, bring(carried, '10.00', '结余'))
      .when(pay(carried, 'Z1', '10.00'))
      .then({ type: 'DisbursementMade' });
  });

  it('基本支出余额一律作结转，人员与公用不混用', () => {
    const year = given(opened, appropriate(reception, '10.00'));
    year.when(carry(reception, '10.00', { nature: '结余' })).refused('BASIC_BALANCE_IS_CARRYOVER');
    year.when(carry(reception, '10.00', { intoExpenditureKind: '人员经费' })).refused('CARRYOVER_MIXES_KINDS');
    year.when(carry(reception, '10.00')).then({ type: 'BalanceCarriedForward' });
  });

  it('财政拨款结余不得分配', () => {
    given(opened, appropriate(services, '10.00')).when(allocate(services, '1.00')).refused('SURPLUS_OF_FISCAL_MONEY');
    given(opened, appropriate(otherIncome, '10.00'), receive(otherIncome, '10.00'))
      .when(allocate(otherIncome, '10.01'))
      .refused('HOLDINGS_EXCEEDED');
  });
});

describe('月结与反月结', () => {
  it('依次月结，依次反月结', () => {
    given(opened).when(closeMonth(2)).refused('MONTH_OUT_OF_ORDER', { next: 1 });
    given(opened, ...closeMonths(3))
      .when(closeMonth(3))
      .refused('MONTH_CLOSED');
    given(opened, ...closeMonths(3))
      .when(reopenMonth(2))
      .refused('MONTH_OUT_OF_ORDER', { next: 3 });
    given(opened, ...closeMonths(3))
      .when(reopenMonth(4))
      .refused('MONTH_NOT_CLOSED');
  });

  it('反月结后该月可以补记', () =>
    given(opened, appropriate(services, '1.00'), ...closeMonths(5), reopenMonth(5))
      .when(pay(services, 'Z1', '1.00', '2020-05-31'))
      .then({ type: 'DisbursementMade' }));
});

describe('年结', () => {
  const spent = [opened, appropriate(services, '100.00'), pay(services, 'Z1', '100.00')];

  it('每条指标的余额都已处理、十二个月都已月结，才能年结', () => {
    given(opened, appropriate(services, '100.00'), ...closeMonths(12))
      .when(closeYear)
      .refused('LINES_UNSETTLED', { lineIds: [services.id] });
    given(
      opened,
      appropriate(otherIncome, '1.00'),
      receive(otherIncome, '1.00'),
      pay(otherIncome, 'Z1', '1.00'),
      receive(otherIncome, '2.00'),
      ...closeMonths(12),
    )
      .when(closeYear)
      .refused('LINES_UNSETTLED');
    given(...spent, ...closeMonths(11))
      .when(closeYear)
      .refused('MONTH_NOT_CLOSED', { month: 12 });
    given(...spent, ...closeMonths(12))
      .when(closeYear)
      .then({ type: 'FiscalYearClosed' });
  });

  it('尚有冻结或占用不能年结', () => {
    given(opened, appropriate(services, '1.00'), freeze(services, '1.00'), ...closeMonths(12))
      .when(closeYear)
      .refused('LINES_UNSETTLED');
    given(opened, appropriate(services, '1.00'), commit(services, 'HT1', '1.00'), ...closeMonths(12))
      .when(closeYear)
      .refused('LINES_UNSETTLED');
  });

  it('年结之后什么都不能再登记', () => {
    const over = given(...spent, ...closeMonths(12), closeYear);
    over.when(closeYear).refused('YEAR_CLOSED');
    over.when(pay(services, 'Z2', '0.01', '2020-12-31')).refused('YEAR_CLOSED');
    over.when(supplement(services, '1.00')).refused('YEAR_CLOSED');
    over.when(reopenMonth(12)).refused('YEAR_CLOSED');
    over.when(carry(services, '0.01')).refused('YEAR_CLOSED');
  });
});
