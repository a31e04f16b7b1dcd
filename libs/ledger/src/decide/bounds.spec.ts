import { fields } from '..';
import { type LedgerCommand } from '../commands';
import { NO_VOUCHERS, decideVoucher } from '../vouchers/vouchers';
import { Refusal } from '../refusal';
import { recordEntry, registerDepartmentYear } from '../registers/record-entry';
import * as sample from '../testing';
import { fold } from '../unit-year';
import { ZodError } from 'zod';
import { decide } from './decide';
import { otherTarget } from './bounds';

const { given, services, reception } = sample;
const asked = ({ type, data }: LedgerCommand, more: object): LedgerCommand =>
  ({ type, data: { ...data, ...more } }) as LedgerCommand;
const paid = sample.pay(services, 'Z1', '1.00', '2020-03-01');
const opened = [sample.opened, sample.appropriate(services, '100.00', '2020-01-10')] as const;

describe('谁来登记都一样：事件只由通过校验的内容产生', () => {
  it.each([
    ['原因里有 U+0000', { reason: 'a\u0000b' }],
    ['收款人里有半个字符', { payee: '\ud800' }],
    ['支付编号首尾有空格', { paymentId: ' Z1' }],
    ['支付编号是全角', { paymentId: 'Ｚ1' }],
    ['文号太长', { documentNo: 'x'.repeat(201) }],
    ['日期不存在', { occurredOn: '2020-02-30' }],
    ['日期在公元 0 年', { occurredOn: '0000-01-01' }],
    ['没有收款人', { payee: undefined }],
  ])('%s：拒绝，并说明是哪一项', (_name, more) => {
    const message = given(...opened)
      .when(asked(paid, more))
      .refused('COMMAND_INVALID');
    expect(message).toMatch(/^支付的内容不正确：.*请修改后重试。$/);
  });

  it('来源年度 −40000', () => {
    const line = { ...services, originYear: -40_000 };
    given(sample.opened)
      .when(sample.appropriate(line, '1.00', '2020-01-10'))
      .refused('COMMAND_INVALID');
  });

  it('没有的业务', () => {
    const unknown = { type: 'constructor', data: {} } as unknown as LedgerCommand;
    given(sample.opened).when(unknown).refused('COMMAND_INVALID');
  });

  it('单据的编号、原因和内容同样', () => {
    const draft = (documentId: string, command: LedgerCommand) =>
      decideVoucher(NO_VOUCHERS, { type: 'draft', documentId, commands: [command] }, '李四');
    expect(draft('D\u0000', paid)).toBeInstanceOf(Refusal);
    expect(draft('D1', asked(paid, { reason: '\u0000' }))).toMatchObject({ code: 'COMMAND_INVALID' });
    expect(draft('D1', paid)).not.toBeInstanceOf(Refusal);
    const returned = decideVoucher(NO_VOUCHERS, { type: 'return', documentId: 'D1', reason: '\u0007' }, '王五');
    expect(returned).toMatchObject({ code: 'COMMAND_INVALID' });
  });

  it('台账同样；年度以外的接待不属于本年', () => {
    const reception = { on: '2020-05-01', visits: 1, persons: 5, foreign: false, amount: '100.00', purpose: '调研' };
    const entry = (content: object, entryNo: unknown = 'J1') =>
      recordEntry(2020, { register: 'receptions', entryNo, content });
    expect(entry(reception)).toMatchObject({ type: 'RegisterEntryRecorded' });
    for (const wrong of [{ on: '2021-05-01' }, { purpose: '\u0000' }, { amount: '9'.repeat(25) }, { persons: 1e300 }])
      expect(entry({ ...reception, ...wrong })).toBeInstanceOf(ZodError);
    expect(entry(reception, 'J\u0000')).toBeInstanceOf(ZodError);
  });

  it('部门年度同样；单位不超过上限', () => {
    const department = { department: { code: 'gz', name: '局' }, fiscalYear: 2020, title: '年度', editions: [] };
    const units = (count: number) => Array.from({ length: count }, (_, index) => `9${index}`);
    expect(registerDepartmentYear({ ...department, units: units(3) })).toMatchObject({
      type: 'DepartmentYearRegistered',
    });
    for (const wrong of [{ units: units(fields.DEPARTMENT_UNITS_MAX + 1) }, { units: ['1', '1'] }, { title: '\u0000' }])
      expect(registerDepartmentYear({ ...department, units: units(1), ...wrong })).toBeInstanceOf(ZodError);
  });
});

describe('日期须在年度内，月结、反月结、年结和开账也是', () => {
  it.each<[string, LedgerCommand]>([
    ['月结', { type: 'closeMonth', data: { month: 1, occurredOn: '2021-01-31' } }],
    ['开账', asked(sample.opened, { occurredOn: '2019-12-31' })],
  ])('%s', (_name, command) => {
    const history = command.type === 'openFiscalYear' ? [] : opened;
    given(...history)
      .when(command)
      .refused('DATE_OUTSIDE_YEAR', { fiscalYear: 2020 });
  });
});

describe('金额与合计', () => {
  const lines = (...amounts: string[]) => amounts.map((amount) => ({ lineId: services.id, amount }));
  const first = sample.appropriate(services, '1.00', '2020-01-10');

  it('一笔至多 1,000 亿元', () => {
    given(sample.opened)
      .when(asked(first, { lines: lines('100000000000.01') }))
      .refused('AMOUNT_OUT_OF_RANGE');
  });

  it('一份单据两行各 9e13 元：拒绝，而不是溢出', () => {
    given(sample.opened)
      .when(asked(first, { lines: lines('90000000000000.00', '90000000000000.00') }))
      .refused('AMOUNT_OUT_OF_RANGE');
    given(sample.opened)
      .when(asked(first, { lines: lines(...Array<string>(3).fill('100000000000.00')) }))
      .refused('AMOUNT_OUT_OF_RANGE');
  });

  it('全年各项发生额累计不超过上限，反复调剂也算在内', () => {
    const most = (id: typeof services) => sample.appropriate(id, '100000000000.00', '2020-01-10');
    given(sample.opened, most(services), most({ ...services, id: 'X' }))
      .when(sample.supplement(reception, '0.01', '2020-02-01'))
      .refused('TURNOVER_EXCEEDED');
    given(sample.opened, most(services))
      .when(sample.transfer(services, { ...services, id: 'X' }, '50000000000.01'))
      .refused('TURNOVER_EXCEEDED');
  });

  it('早先登记、已超上限的年度仍可读，只是不能再登记', () => {
    const huge = {
      type: 'BudgetAppropriated',
      data: { ...first.data, opens: [{ ...services, govEconomicCode: null }] },
    };
    const event = (amount: string) => ({ ...huge, data: { ...huge.data, lines: lines(amount) } }) as never;
    const openedYear = decide(fold([]), sample.opened, sample.RULES) as never[];
    const year = fold([...openedYear, event('80000000000000.00')]);
    expect(year.turnover).toBeGreaterThan(fields.TURNOVER_MAX);
    expect(decide(year, first, sample.RULES)).toMatchObject({ code: 'TURNOVER_EXCEEDED' });
  });
});

it('开账的内容须与所记的单位和年度一致', () => {
  const target = { unit: '310002', fiscalYear: 2020 };
  const { unit } = (sample.opened as Extract<LedgerCommand, { type: 'openFiscalYear' }>).data;
  expect(otherTarget({ ...target, unit: unit.code }, sample.opened)).toBeNull();
  expect(otherTarget({ ...target, unit: '别的' }, sample.opened)).toMatchObject({ code: 'TARGET_MISMATCH' });
  expect(otherTarget({ unit: unit.code, fiscalYear: 2021 }, sample.opened)).toMatchObject({ code: 'TARGET_MISMATCH' });
});
