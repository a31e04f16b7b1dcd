import { available, holdings } from '../balance';
import { postings } from '../postings';
import {
  appropriate,
  ask,
  bring,
  carriedServices,
  carry,
  closeMonths,
  closeYear,
  collect,
  documentOf,
  given,
  opened,
  otherIncome,
  pay,
  receive,
  refund,
  reverse,
  services,
} from '../testing';

const received = [opened, appropriate(otherIncome, '100.00'), receive(otherIncome, '30.00', '2020-03-01')];
const receipt = documentOf('2020-03-01');

describe('冲销', () => {
  it('收入：全额冲回，写明冲销的是哪一笔', () =>
    given(...received)
      .when(reverse('收入', receipt, '30.00'))
      .state((year) => expect(year.lines.get(otherIncome.id)!.balance.received).toBe(0)));

  it('非税收入：过账与原登记相反', () =>
    given(opened, collect('9.00', '2020-08-01'))
      .when(reverse('非税收入', documentOf('2020-08-01'), '9.00'))
      .events((events) =>
        expect(events.flatMap(postings)).toEqual([{ lineId: '非税:01:纳入预算管理', measure: 'nonTax', amount: -900 }]),
      ));

  it('结转下年：额度和收入一并恢复，可以另行结转', () => {
    const carriedBack = given(
      opened,
      appropriate(services, '100.00'),
      carry(services, '40.00', {}, '2020-12-30'),
      reverse('结转下年', documentOf('2020-12-30'), '40.00'),
    );
    carriedBack.state((year) => {
      const { balance } = year.lines.get(services.id)!;
      expect(balance).toMatchObject({ carriedForward: 0, received: 0 });
      expect(available(balance)).toBe(10000);
    });
    carriedBack.when(carry(services, '100.00')).then({ type: 'BalanceCarriedForward' });
  });

  it('上年结转：额度和资金一并冲回，可以按另一性质重新转入', () => {
    const brought = [opened, bring(carriedServices, '50.00', '结余')];
    given(...brought, reverse('上年结转', documentOf('2020-01-02'), '50.00', '2020-02-01')).state((year) => {
      const { balance, broughtAs } = year.lines.get(carriedServices.id)!;
      expect([available(balance), holdings(balance), broughtAs]).toEqual([0, 0, null]);
    });
    given(...brought)
      .when(bring(carriedServices, '1.00'))
      .refused('CARRYOVER_MIXES_NATURES');
    given(...brought, reverse('上年结转', documentOf('2020-01-02'), '50.00', '2020-02-01'))
      .when(bring(carriedServices, '50.00', '结转', '2020-02-01'))
      .then({ type: 'CarryoverBroughtForward' });
  });

  it('所冲销的须在本单位本年度登记过，是那一类，金额相同', () => {
    const year = given(...received, collect('9.00', '2020-08-01'));
    year.when(reverse('收入', '没有的单据', '30.00')).refused('UNKNOWN_ENTRY', { corrects: '没有的单据' });
    year.when(reverse('收入', documentOf('2020-08-01'), '9.00')).refused('ENTRY_OF_OTHER_KIND', { kind: '非税收入' });
    year.when(reverse('收入', documentOf('2020-01-10'), '100.00')).refused('UNKNOWN_ENTRY');
    year
      .when(reverse('收入', receipt, '29.99'))
      .refused('ENTRY_AMOUNT_DIFFERS', { available: ['30.00'], asked: '29.99' });
  });

  it('一笔只冲销一次', () =>
    void given(...received, receive(otherIncome, '40.00'), reverse('收入', receipt, '30.00'))
      .when(reverse('收入', receipt, '30.00'))
      .refused('ENTRY_ALREADY_REVERSED', { corrects: receipt }));

  it('同一单据号下有几笔：金额不同的按金额认，相同的须写编号', () => {
    const twice = given(
      ...received,
      receive(otherIncome, '30.00', '2020-03-01'),
      receive(otherIncome, '7.00', '2020-03-01'),
    );
    twice.when(reverse('收入', receipt, '7.00')).then({ type: 'EntryReversed', data: { corrects: `${receipt}#3` } });
    expect(
      twice.when(reverse('收入', receipt, '30.00')).refused('ENTRY_AMBIGUOUS', { choices: [receipt, `${receipt}#2`] }),
    ).toContain(`${receipt}#2（指标 ${otherIncome.id}，2020-03-01）`);
    twice
      .when(reverse('收入', `${receipt}#2`, '30.00'))
      .then({ type: 'EntryReversed', data: { corrects: `${receipt}#2` } });
  });

  it('冲销本身不能再冲销', () =>
    void given(...received, reverse('收入', receipt, '30.00', '2020-04-05'))
      .when(reverse('收入', documentOf('2020-04-05'), '30.00'))
      .refused('UNKNOWN_ENTRY'));

  it('不得早于原登记；钱已用掉的冲不回，说明是哪一天', () => {
    given(...received)
      .when(reverse('收入', receipt, '30.00', '2020-02-29'))
      .refused('DATE_BEFORE_ORIGINAL');
    given(...received, pay(otherIncome, 'Z1', '0.01', '2020-05-06'))
      .when(reverse('收入', receipt, '30.00'))
      .refused('HOLDINGS_EXCEEDED', { available: '29.99' });
    given(...received, pay(otherIncome, 'Z1', '10.00', '2020-05-06'), refund('Z1', '10.00', '2020-06-01'))
      .when(reverse('收入', receipt, '30.00', '2020-05-01'))
      .refused('HOLDINGS_EXCEEDED', { on: '2020-05-06', available: '20.00' });
    given(opened, bring(carriedServices, '50.00'), pay(carriedServices, 'Z1', '1.00'))
      .when(reverse('上年结转', documentOf('2020-01-02'), '50.00'))
      .refused('HOLDINGS_EXCEEDED');
  });

  it('年结之后不能冲销', () =>
    void given(opened, collect('9.00', '2020-08-01'), ...closeMonths(12), closeYear)
      .when(reverse('非税收入', documentOf('2020-08-01'), '9.00'))
      .refused('YEAR_CLOSED'));

  it('别的业务不写 corrects：没有人核对的更正不是更正', () =>
    void given(...received)
      .when(
        ask('receiveRevenue', {
          documentNo: '收2',
          occurredOn: '2020-03-02',
          reason: '',
          lineId: otherIncome.id,
          amount: '1.00',
          payer: '',
          corrects: receipt,
        }),
      )
      .refused('CORRECTS_NOT_APPLICABLE'));
});
