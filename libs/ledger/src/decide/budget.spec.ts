import { available } from '../balance';
import { nonTaxLineId } from '../postings';
import {
  appropriate,
  bring,
  carried,
  closeMonths,
  freeze,
  given,
  opened,
  pay,
  payAhead,
  reception,
  reduce,
  services,
  supplement,
  unfreeze,
  ask,
} from '../testing';

const remaining = (lineId: string) => (year: Parameters<Parameters<ReturnType<typeof given>['state']>[0]>[0]) =>
  available(year.lines.get(lineId)!.balance);

describe('年度开账', () => {
  it('未开账不能下达预算', () => void given().when(appropriate(services, '1.00')).refused('YEAR_NOT_OPENED'));
  it('不能重复开账', () => void given(opened).when(opened).refused('YEAR_ALREADY_OPENED'));
});

describe('年初预算', () => {
  it('首次出现的指标随批复带齐维度', () =>
    given(opened)
      .when(appropriate(services, '1000'))
      .then({
        type: 'BudgetAppropriated',
        data: {
          opens: [{ id: services.id, govEconomicCode: null }],
          lines: [{ lineId: services.id, amount: '1000.00' }],
        },
      }));

  it('金额须为正、至多两位小数', () => {
    given(opened).when(appropriate(services, '0.00')).refused('AMOUNT_NOT_POSITIVE');
    given(opened).when(appropriate(services, '-1.00')).refused('AMOUNT_NOT_POSITIVE');
    given(opened).when(appropriate(services, '1.005')).refused('AMOUNT_TOO_PRECISE');
    given(opened).when(appropriate(services, '一千')).refused('AMOUNT_MALFORMED');
    given(opened).when(appropriate(services, '99999999999999999.00')).refused('AMOUNT_OUT_OF_RANGE');
  });

  it('科目须在当年科目表中且为末级', () => {
    given(opened)
      .when(appropriate({ ...services, functionCode: '2109999' }, '1.00'))
      .refused('UNKNOWN_CODE', { classification: '2109999' });
    given(opened)
      .when(appropriate({ ...services, functionCode: '21015' }, '1.00'))
      .refused('CODE_NOT_LEAF', { classification: '21015' });
    given(opened)
      .when(appropriate({ ...services, economicCode: '302' }, '1.00'))
      .refused('CODE_NOT_LEAF', { classification: '302' });
    given(opened)
      .when(appropriate({ ...services, economicCode: '39999' }, '1.00'))
      .refused('UNKNOWN_CODE', { classification: '39999' });
  });

  it('指标维度一经下达不再改变', () =>
    void given(opened, appropriate(services, '1.00'))
      .when(appropriate({ ...services, functionCode: '2101501' }, '1.00'))
      .refused('LINE_DIMENSIONS_FIXED', { lineId: services.id }));

  it('日期须在年度内、未结的月份', () => {
    given(opened)
      .when(appropriate(services, '1.00', '2021-01-01'))
      .refused('DATE_OUTSIDE_YEAR');
    given(opened, ...closeMonths(1))
      .when(appropriate(services, '1.00', '2020-01-31'))
      .refused('MONTH_CLOSED', { month: 1 });
    given(opened, ...closeMonths(1))
      .when(appropriate(services, '1.00', '2020-02-01'))
      .then({ type: 'BudgetAppropriated' });
  });

  it('指标编号不得与非税收入项目的编号相混', () => {
    given(opened)
      .when(appropriate({ ...services, id: nonTaxLineId('01', '纳入预算管理') }, '1.00'))
      .refused('LINE_ID_RESERVED');
    // In full width it is not in the normal form of a number.
    given(opened)
      .when(appropriate({ ...services, id: '非税：01' }, '1.00'))
      .refused('COMMAND_INVALID');
    given(opened)
      .when(payAhead({ ...services, id: '非税:01' }, 'Z1', '1.00'))
      .refused('LINE_ID_RESERVED');
  });

  it('结转指标不再下达本年预算', () =>
    void given(opened, bring(carried, '5.00')).when(appropriate(carried, '1.00')).refused('ORIGIN_YEAR_INVALID'));
  it('上年结转只能转入来源年度更早的指标', () =>
    void given(opened).when(bring(services, '5.00')).refused('ORIGIN_YEAR_INVALID'));
});

describe('追加、追减、冻结', () => {
  it('追加可用于新旧指标', () =>
    given(
      opened,
      appropriate(services, '1000.00'),
      supplement(services, '200.00'),
      supplement(reception, '5.00'),
    ).state((year) => {
      expect(remaining(services.id)(year)).toBe(120000);
      expect(remaining(reception.id)(year)).toBe(500);
    }));

  it('追减不得超过可追减数：已冻结、已占用、已支付的不能追减', () =>
    void given(
      opened,
      appropriate(services, '1000.00'),
      freeze(services, '300.00', '2020-02-01'),
      pay(services, 'Z1', '200.00'),
    )
      .when(reduce(services, '500.01'))
      .refused('AVAILABLE_EXCEEDED', { available: '500.00', asked: '500.01', excess: '0.01' }));

  it('同一文号内同一指标的多条明细合并校验', () =>
    void given(opened, appropriate(services, '100.00'))
      .when(
        ask('reduceBudget', {
          documentNo: '减1',
          occurredOn: '2020-03-01',
          reason: '',
          lines: [
            { lineId: services.id, amount: '60.00' },
            { lineId: services.id, amount: '60.00' },
          ],
        }),
      )
      .refused('AVAILABLE_EXCEEDED', { asked: '120.00' }));

  it('冻结后不能支付，解冻后恢复；解冻不得超过已冻结', () => {
    const frozen = given(opened, appropriate(services, '100.00'), freeze(services, '100.00', '2020-02-01'));
    frozen.when(pay(services, 'Z1', '0.01')).refused('AVAILABLE_EXCEEDED', { available: '0.00' });
    frozen.when(unfreeze(services, '100.01')).refused('FROZEN_EXCEEDED');
    frozen.when(unfreeze(services, '100.00')).state((year) => expect(remaining(services.id)(year)).toBe(10000));
  });

  it('没有的指标不能动', () =>
    void given(opened).when(reduce(services, '1.00')).refused('UNKNOWN_LINE', { lineId: services.id }));
});
