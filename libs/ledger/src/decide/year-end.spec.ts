import {
  allocate,
  appropriate,
  bring,
  carried,
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
  reopenMonth,
  services,
  supplement,
  surrender,
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
