import { available } from '../balance';
import {
  appropriate,
  bring,
  carried,
  carriedReception,
  carriedServices,
  given,
  granted,
  lottery,
  opened,
  reception,
  services,
  transfer,
} from '../testing';
import { type UnitYear } from '../unit-year';

const remaining = ({ lines }: UnitYear, lineId: string) => available(lines.get(lineId)!.balance);

describe('调剂', () => {
  const budget = [opened, appropriate(services, '100.00'), appropriate(lottery, '100.00')];

  it('调出调入相等，本单位净额为零', () =>
    given(...budget)
      .when(transfer(services, reception, '40.00'))
      .state((year) => {
        expect(remaining(year, services.id)).toBe(6000);
        expect(remaining(year, reception.id)).toBe(4000);
      }));

  it('不相等即拒绝', () =>
    void given(...budget)
      .when(transfer(services, reception, '40.00', '39.99'))
      .refused('TRANSFER_NOT_BALANCED', { out: '40.00', in: '39.99' }));

  it('不得超过可用额度', () =>
    void given(...budget)
      .when(transfer(services, reception, '100.01'))
      .refused('AVAILABLE_EXCEEDED', { excess: '0.01' }));

  it('不得跨资金性质，拒绝时说明是哪两条指标、各是什么', () =>
    expect(
      given(...budget)
        .when(transfer(services, lottery, '40.00'))
        .refused('TRANSFER_CROSSES_FUND_NATURE', {
          lineIds: [services.id, lottery.id],
          values: ['一般公共预算', '政府性基金预算'],
        }),
    ).toBe(
      `调剂不得跨资金性质：指标 ${services.id} 为一般公共预算，指标 ${lottery.id} 为政府性基金预算。请分别办理追减和追加。`,
    ));

  it('不得跨年度来源：结转的钱不能变成本年的额度，本年的额度也不能变成结转', () => {
    const both = given(...budget, appropriate(granted, '10.00'), bring(carriedServices, '100.00'));
    expect(
      both.when(transfer(carriedServices, granted, '40.00')).refused('TRANSFER_CROSSES_ORIGIN_YEAR', {
        lineIds: [carriedServices.id, granted.id],
        values: ['2019', '2020'],
      }),
    ).toContain(`指标 ${carriedServices.id} 为2019，指标 ${granted.id} 为2020`);
    both.when(transfer(services, carriedServices, '40.00')).refused('TRANSFER_CROSSES_ORIGIN_YEAR');
  });

  it('不得跨支付方式：国库集中支付的额度不是单位账上的钱', () =>
    void given(...budget)
      .when(transfer(services, granted, '40.00'))
      .refused('TRANSFER_CROSSES_PAYMENT_MODE', {
        lineIds: [services.id, granted.id],
        values: ['国库集中支付', '实有资金'],
      }));

  it('财政拨款结转资金用于原用途：不换项目，基本支出与项目支出不混用', () => {
    const other = { ...carriedServices, id: 'P02-2019', projectCode: 'P02' };
    const sameProject = { ...carriedServices, id: '30217-2019', economicCode: '30217' };
    const brought = given(opened, bring(carriedServices, '100.00'));
    brought.when(transfer(carriedServices, other, '40.00')).refused('TRANSFER_CHANGES_CARRIED_USE');
    brought.when(transfer(carriedServices, carriedReception, '40.00')).refused('TRANSFER_CHANGES_CARRIED_USE');
    brought.when(transfer(carriedServices, sameProject, '40.00')).then({ type: 'BudgetTransferred' });
    given(opened, bring(carried, '100.00'))
      .when(transfer(carried, { ...carried, id: 'qt2', projectCode: 'P02' }, '40.00'))
      .then({ type: 'BudgetTransferred' });
  });
});
