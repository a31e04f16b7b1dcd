import { ZERO, fen } from '@yujue/money';
import { type PreviousYear, previousYearOf } from '../carried-over';
import { type NewLine } from '../commands';
import { Refusal } from '../refusal';
import {
  type Asked,
  RULES,
  appropriate,
  ask,
  bring,
  carried,
  carry,
  closeMonths,
  closeYear,
  given,
  lottery,
  opened,
  pay,
  services,
  surrender,
} from '../testing';
import { type UnitYear, fold } from '../unit-year';
import { decide } from './decide';

/** 2020, which carries 40.00 of 委托业务费 and 5.00 of 彩票公益金 into 2021. */
function year2020(...closing: readonly Asked[]): PreviousYear {
  let previous: PreviousYear | null = null;
  given(
    opened,
    appropriate(services, '100.00'),
    appropriate(lottery, '5.00'),
    pay(services, 'Z1', '60.00'),
    carry(services, '40.00'),
    carry(lottery, '5.00'),
    ...closing,
  ).state((year) => (previous = previousYearOf(year)));
  return previous!;
}

const CLOSED = year2020(...closeMonths(12), closeYear);
const RESERVED: NewLine = { ...services, id: '非税:01:纳入预算管理-2020结转' };
const SERVICES_2020: NewLine = { ...services, id: `${services.id}-2020结转` };
const LOTTERY_2020: NewLine = { ...lottery, id: `${lottery.id}-2020结转` };

const openNext = ask('openFiscalYear', {
  ...(opened.data as never as object),
  fiscalYear: 2021,
  occurredOn: '2021-01-01',
} as never);
const bringInto2021 = (line: NewLine, amount: string, occurredOn = '2021-01-01'): Asked =>
  ask('bringForward', {
    documentNo: '结转1号',
    occurredOn,
    reason: '',
    opens: [line],
    lines: [{ lineId: line.id, amount }],
  });

/** 2021 after these commands. */
function year2021(previousYear: PreviousYear | null, ...history: readonly Asked[]): UnitYear {
  return [openNext, ...history].reduce<UnitYear>((year, command) => {
    const decision = decide(year, command, { ...RULES, previousYear });
    if (decision instanceof Refusal) throw new Error(decision.message);
    return fold(decision, year);
  }, fold([]));
}

const refusalOf = (year: UnitYear, command: Asked, previousYear: PreviousYear | null): Refusal => {
  const decision = decide(year, command, { ...RULES, previousYear });
  expect(decision).toBeInstanceOf(Refusal);
  return decision as Refusal;
};

describe('上年结转等于上年年末结转', () => {
  it('上年在账内：逐指标，金额和日期（1 月 1 日）相同，即转入，不带标记', () => {
    const year = year2021(CLOSED, bringInto2021(SERVICES_2020, '40.00'), bringInto2021(LOTTERY_2020, '5.00'));
    expect(year.lines.get(SERVICES_2020.id)!.balance.broughtForward).toBe(4_000);
    const [event] = decide(year2021(CLOSED), bringInto2021(SERVICES_2020, '40.00'), {
      ...RULES,
      previousYear: CLOSED,
    }) as readonly { data: object }[];
    expect(event!.data).not.toHaveProperty('basis');
  });

  it.each([
    ['少一分', SERVICES_2020, '39.99', '2021-01-01'],
    ['多一分', SERVICES_2020, '40.01', '2021-01-01'],
    ['日期不是 1 月 1 日', SERVICES_2020, '40.00', '2021-01-02'],
    ['上年没有结转的指标', { ...SERVICES_2020, id: '另一条' }, '40.00', '2021-01-01'],
  ])('%s：拒绝，并说出两边的数', (_what, line, amount, occurredOn) => {
    const refusal = refusalOf(year2021(CLOSED), bringInto2021(line, amount, occurredOn), CLOSED);
    const there = line === SERVICES_2020 ? '40.00' : '0.00';
    expect(refusal).toMatchObject({ code: 'CARRYOVER_DIFFERS', data: { carried: there, asked: amount, occurredOn } });
    expect(refusal.message).toContain(`年末结转为 ${there} 元，应于 2021-01-01 转入；本次为 ${amount} 元`);
  });

  it('结转资金的要素不变', () => {
    const moved = { ...SERVICES_2020, functionCode: '2101501' };
    expect(refusalOf(year2021(CLOSED), bringInto2021(moved, '40.00'), CLOSED)).toMatchObject({
      code: 'LINE_DIMENSIONS_FIXED',
    });
  });

  it('一文件内一条指标分两行，合计相同即可；合计不同，拒绝', () => {
    const twice = (second: string) =>
      ask('bringForward', {
        documentNo: '结转1号',
        occurredOn: '2021-01-01',
        reason: '',
        opens: [SERVICES_2020],
        lines: [
          { lineId: SERVICES_2020.id, amount: '30.00' },
          { lineId: SERVICES_2020.id, amount: second },
        ],
      });
    expect(decide(year2021(CLOSED), twice('10.00'), { ...RULES, previousYear: CLOSED })).not.toBeInstanceOf(Refusal);
    expect(refusalOf(year2021(CLOSED), twice('40.00'), CLOSED)).toMatchObject({ data: { asked: '70.00' } });
  });

  it('只转一次', () => {
    const year = year2021(CLOSED, bringInto2021(SERVICES_2020, '40.00'));
    expect(refusalOf(year, bringInto2021(SERVICES_2020, '40.00'), CLOSED)).toMatchObject({
      code: 'ALREADY_BROUGHT_FORWARD',
      data: { broughtForward: '40.00', asked: '40.00' },
    });
  });

  it('上年尚未年结：拒绝，并说出两边的数', () => {
    const open = year2020();
    expect(refusalOf(year2021(open), bringInto2021(SERVICES_2020, '41.00'), open)).toMatchObject({
      code: 'PREVIOUS_YEAR_NOT_CLOSED',
      data: { carried: '40.00', asked: '41.00' },
    });
  });

  it('上年不在账内：不限，事件标明未核对；拟合数仍是拟合数', () => {
    given(opened)
      .when(bring(carried, '123.45'))
      .then({ type: 'CarryoverBroughtForward', data: { basis: 'unverified' } });
    const fitted = { ...bring(carried, '123.45') };
    given(opened)
      .when(ask('bringForward', { ...(fitted.data as never as object), basis: 'fitted' } as never))
      .then({ type: 'CarryoverBroughtForward', data: { basis: 'fitted' } });
  });

  it('没有转完，不能结 1 月，也不能年结', () => {
    const close = ask('closeMonth', { month: 1, occurredOn: '2021-01-31' });
    const half = year2021(CLOSED, bringInto2021(SERVICES_2020, '40.00'));
    expect(refusalOf(half, close, CLOSED)).toMatchObject({
      code: 'CARRYOVER_NOT_BROUGHT',
      data: { lineId: LOTTERY_2020.id, carried: '5.00' },
    });
    expect(refusalOf(half, ask('closeFiscalYear', { occurredOn: '2021-12-31' }), CLOSED).code).toBe(
      'CARRYOVER_NOT_BROUGHT',
    );
    const whole = year2021(CLOSED, bringInto2021(SERVICES_2020, '40.00'), bringInto2021(LOTTERY_2020, '5.00'));
    expect(decide(whole, close, { ...RULES, previousYear: CLOSED })).not.toBeInstanceOf(Refusal);
  });

  it('上年的账后来才装载，此前不限的上年结转不受约束，也不妨碍月结', () => {
    const free = year2021(null, bringInto2021({ ...SERVICES_2020, id: '自编' }, '33.00'));
    const close = ask('closeMonth', { month: 1, occurredOn: '2021-01-31' });
    expect(decide(free, close, { ...RULES, previousYear: CLOSED })).not.toBeInstanceOf(Refusal);
    // Brought forward beside it, the money would be there twice.
    expect(refusalOf(free, bringInto2021(SERVICES_2020, '40.00'), CLOSED)).toMatchObject({
      code: 'CARRYOVER_DIFFERS',
      data: { lineId: '自编', carried: '0.00', asked: '33.00' },
    });
  });

  it('两条指标结转后不会成为一条，无论怎样编号', () => {
    const clash: NewLine = { ...services, id: `${services.id}-2020结转` };
    given(
      opened,
      appropriate(services, '1.00'),
      appropriate(clash, '2.00'),
      carry(services, '1.00'),
      carry(clash, '2.00'),
    ).state((year) =>
      expect([...previousYearOf(year)!.carried].map(([id, { amount }]) => [id, amount])).toEqual([
        [`${services.id}-2020结转`, 100],
        [`${services.id}-2020结转-2020结转`, 200],
      ]),
    );
  });

  it('收回的不结转', () =>
    given(opened, appropriate(services, '1.00'), surrender(services, '1.00')).state((year) =>
      expect(previousYearOf(year)!.carried.size).toBe(0),
    ));

  it('旧日志里以“非税:”编号的指标，结转到下年不因编号被拒绝；新的照旧拒绝', () => {
    const carried = new Map([[RESERVED.id, { line: RESERVED, amount: fen(4_000), nature: '结转' as const }]]);
    const previousYear: PreviousYear = { fiscalYear: 2020, closed: true, carried, paid: () => ZERO };
    const asked = bringInto2021(RESERVED, '40.00');
    expect(decide(year2021(null), asked, { ...RULES, previousYear })).toMatchObject([
      { type: 'CarryoverBroughtForward' },
    ]);
    expect(refusalOf(year2021(null), asked, null).code).toBe('LINE_ID_RESERVED');
  });
});
