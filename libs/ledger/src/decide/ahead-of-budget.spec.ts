import { fen } from '@yujue/money';
import { available } from '../balance';
import { type PreviousYear, previousYearOf } from '../carried-over';
import { type LedgerEvent } from '../events';
import { Refusal } from '../refusal';
import { shownReason } from '../shown-reason';
import {
  type Asked,
  RULES,
  appropriate,
  ask,
  bring,
  carriedServices,
  carry,
  closeMonths,
  closeYear,
  commit,
  given,
  opened,
  otherIncome,
  pay,
  payAhead,
  reception,
  reclassify,
  refund,
  services,
  supplement,
} from '../testing';
import { UNOPENED, type UnitYear, fold } from '../unit-year';
import { decide } from './decide';
import { type Decision } from './decision';

const remaining = ({ lines }: UnitYear, lineId: string) => available(lines.get(lineId)!.balance);

describe('年初预算批复前的支出（预算法第五十四条）', () => {
  const ahead = [opened, payAhead(services, 'Z1', '60.00')];

  it('须写明依据：没有额度的支付照旧拒绝', () => {
    given(opened)
      .when(pay(services, 'Z1', '60.00', '2020-01-05'))
      .refused('UNKNOWN_LINE');
    given(opened)
      .when(payAhead(services, 'Z1', '60.00', '法定支付义务'))
      .then({ type: 'DisbursementMade', data: { ahead: '法定支付义务', opens: [{ id: services.id }] } });
  });

  it('批复之前，指标欠的正是批复前支出的数', () =>
    given(...ahead).state((year) => {
      expect(remaining(year, services.id)).toBe(-6000);
      expect(year.lines.get(services.id)).toMatchObject({ ahead: 6000, balance: { disbursed: 6000, received: 6000 } });
    }));

  it('批复之后即是预算的第一笔支出，余下的才可用', () => {
    const approved = given(...ahead, appropriate(services, '100.00', '2020-02-21'));
    approved.state((year) => expect(remaining(year, services.id)).toBe(4000));
    approved.when(pay(services, 'Z2', '40.01', '2020-03-01')).refused('AVAILABLE_EXCEEDED', { available: '40.00' });
  });

  it('批复之前，没有标明的支付、占用不能跟着用', () => {
    given(...ahead)
      .when(pay(services, 'Z2', '0.01', '2020-01-06'))
      .refused('AVAILABLE_EXCEEDED');
    given(...ahead)
      .when(commit(services, 'HT1', '0.01'))
      .refused('AVAILABLE_EXCEEDED');
  });

  it('批复之日起不能再作批复前支出', () => {
    const approved = given(...ahead, appropriate(reception, '100.00', '2020-02-21'));
    approved
      .when(payAhead(services, 'Z2', '1.00', '参照上年同期', '2020-02-21'))
      .refused('BUDGET_ALREADY_APPROVED', { approvedOn: '2020-02-21' });
  });

  it('批复之后补记的批复前支出，须由批复的预算够付，以后的日期也够', () => {
    const approved = given(
      opened,
      appropriate(services, '100.00', '2020-02-21'),
      pay(services, 'Z1', '70.00', '2020-05-06'),
      supplement(services, '50.00', '2020-06-01'),
    );
    approved
      .when(payAhead(services, 'Z2', '30.01'))
      .refused('AVAILABLE_EXCEEDED', { on: '2020-05-06', available: '30.00' });
    approved.when(payAhead(services, 'Z2', '30.00')).then({ type: 'DisbursementMade' });
  });

  it('批复的预算不够：指标仍欠差额，不能再支付、不能年结，追加后补齐', () => {
    const short = [...ahead, appropriate(services, '50.00', '2020-02-21')];
    given(...short)
      .when(pay(services, 'Z2', '0.01'))
      .refused('AVAILABLE_EXCEEDED', { available: '-10.00' });
    given(...short, ...closeMonths(12))
      .when(closeYear)
      .refused('LINES_UNSETTLED', { lineIds: [services.id] });
    given(...short)
      .when(carry(services, '1.00'))
      .refused('AVAILABLE_EXCEEDED');
    given(...short, supplement(services, '10.00'), ...closeMonths(12))
      .when(closeYear)
      .then({ type: 'FiscalYearClosed' });
  });

  it('退回、更正之后不再欠；批复前更正的，仍是批复前支出', () => {
    given(...ahead, refund('Z1', '60.00')).state((year) => {
      expect(remaining(year, services.id)).toBe(0);
      expect(year.lines.get(services.id)!.ahead).toBe(0);
    });
    const both = [...ahead, payAhead(reception, 'Z2', '5.00')];
    given(...both)
      .when(reclassify('Z1', 'Z3', reception, '20.00', '2020-01-31'))
      .state((year) => {
        expect([services, reception].map(({ id }) => remaining(year, id))).toEqual([-4000, -2500]);
        expect([services, reception].map(({ id }) => year.lines.get(id)!.ahead)).toEqual([4000, 2500]);
      });
    given(...both, appropriate(services, '100.00', '2020-02-21'))
      .when(reclassify('Z1', 'Z3', reception, '20.00', '2020-03-01'))
      .refused('AVAILABLE_EXCEEDED', { lineId: reception.id });
  });

  it('上年结转的支出以结转资金为限，只用于结转指标', () => {
    const brought = given(opened, bring(carriedServices, '100.00'));
    brought.when(payAhead(carriedServices, 'Z1', '100.01', '上年结转')).refused('AVAILABLE_EXCEEDED');
    brought.when(payAhead(carriedServices, 'Z1', '100.00', '法定支付义务')).refused('AHEAD_GROUND_INVALID');
    brought.when(payAhead(services, 'Z1', '100.00', '上年结转')).refused('AHEAD_GROUND_INVALID');
    brought
      .when(payAhead(carriedServices, 'Z1', '100.00', '上年结转'))
      .then({ type: 'DisbursementMade', data: { ahead: '上年结转', drawnOn: 'holdings' } });
  });

  it('要先有钱的资金，批复前也要有钱', () =>
    void given(opened)
      .when(payAhead(otherIncome, 'Z1', '1.00'))
      .refused('HOLDINGS_EXCEEDED'));

  it('按合同占用支付已有额度，不是批复前支出', () =>
    void given(opened, supplement(services, '10.00', '2020-01-02'), commit(services, 'HT1', '10.00', '2020-01-03'))
      .when(
        ask('disburse', {
          documentNo: '付1',
          occurredOn: '2020-01-05',
          reason: '',
          lineId: services.id,
          amount: '1.00',
          paymentId: 'Z1',
          payee: '',
          commitmentId: 'HT1',
          ahead: '参照上年同期',
        }),
      )
      .refused('AHEAD_GROUND_INVALID'));

  it('依据写在追溯的原因里', () =>
    given(opened)
      .when(payAhead(services, 'Z1', '60.00'))
      .events(([event]) =>
        expect(event!.type === 'DisbursementMade' && shownReason(event)).toBe(
          '示例（批复前支出：参照上年同期，预算法第五十四条）',
        ),
      ));

  describe('参照上年同期', () => {
    /** The payments of 2019 that the check uses: 60.00 on 项目支出 and 5.00 on 公用经费 in January, 20.00 more on 项目支出 in March. */
    const paid2019: PreviousYear['paid'] = ({ month, basic }) => (basic ? fen(500) : fen(month < 3 ? 6_000 : 8_000));
    const previousYear: PreviousYear = { fiscalYear: 2019, closed: true, carried: new Map(), paid: paid2019 };
    const in2020 = (...asked: readonly Asked[]): UnitYear =>
      asked.reduce<UnitYear>(
        (year, command) => fold(accepted(decide(year, command, { ...RULES, previousYear })), year),
        UNOPENED,
      );
    const accepted = (decision: Decision): readonly LedgerEvent[] => {
      if (decision instanceof Refusal) throw new Error(decision.message);
      return decision;
    };
    const decided = (year: UnitYear, command: Asked) => decide(year, command, { ...RULES, previousYear });

    it('上年在账内：至本月末累计，不超过上年同期', () => {
      const year = in2020(opened, payAhead(services, 'Z1', '50.00'));
      expect(accepted(decided(year, payAhead(services, 'Z2', '10.00')))[0]!.data).not.toHaveProperty('basis');
      expect(decided(year, payAhead(services, 'Z2', '10.01'))).toMatchObject({
        code: 'AHEAD_BEYOND_LAST_YEAR',
        data: { month: 1, lastYear: '60.00', thisYear: '50.00', asked: '10.01' },
      });
      expect(decided(year, payAhead(services, 'Z2', '30.00', '参照上年同期', '2020-03-02'))).not.toBeInstanceOf(
        Refusal,
      );
    });

    it('补记一月的，也不使后来的月份超出', () => {
      const year = in2020(opened, payAhead(services, 'Z1', '80.00', '参照上年同期', '2020-03-02'));
      expect(decided(year, payAhead(services, 'Z2', '0.01'))).toMatchObject({
        code: 'AHEAD_BEYOND_LAST_YEAR',
        data: { month: 3 },
      });
    });

    it('基本支出与项目支出各比各的；退回的不算', () => {
      const year = in2020(opened, payAhead(services, 'Z1', '60.00'), payAhead(reception, 'Z2', '5.00'));
      expect(decided(year, payAhead(reception, 'Z3', '0.01'))).toMatchObject({ data: { lastYear: '5.00' } });
      const refunded = fold(accepted(decided(year, refund('Z1', '20.00', '2020-01-20'))), year);
      expect(decided(refunded, payAhead(services, 'Z3', '20.00'))).not.toBeInstanceOf(Refusal);
    });

    it('其他依据不与上年比', () => {
      const year = in2020(opened);
      expect(decided(year, payAhead(services, 'Z1', '99.00', '突发事件'))).not.toBeInstanceOf(Refusal);
    });

    it('上年不在账内：照登，标为未核对', () => {
      given(opened)
        .when(payAhead(services, 'Z1', '60.00'))
        .then({ type: 'DisbursementMade', data: { ahead: '参照上年同期', basis: 'unverified' } });
      given(opened)
        .when(payAhead(services, 'Z1', '60.00', '突发事件'))
        .events(([event]) => expect(event!.data).not.toHaveProperty('basis'));
    });

    it('上年的同期支出，按支付的日期，减去退回的', () =>
      given(
        opened,
        appropriate(services, '100.00'),
        pay(services, 'Z1', '60.00', '2020-02-06'),
        refund('Z1', '10.00', '2020-05-20'),
      ).state((year) => {
        const { paid } = previousYearOf(year)!;
        expect([1, 2, 12].map((month) => paid({ month, basic: false }))).toEqual([0, 5_000, 5_000]);
        expect(paid({ month: 12, basic: true })).toBe(0);
      }));
  });
});
