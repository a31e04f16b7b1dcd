import { Refusal } from '../refusal';
import {
  type Asked,
  RULES,
  allocate,
  appropriate,
  ask,
  bring,
  carried,
  carry,
  commit,
  freeze,
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
  supplement,
  surrender,
  transfer,
  unfreeze,
} from '../testing';
import { type LedgerEvent } from '../events';
import { UNOPENED, fold } from '../unit-year';
import { decide } from './decide';

/** One command of each kind that moves money, in an order in which all are accepted. */
const YEAR: readonly Asked[] = [
  opened,
  bring(carried, '10.00'),
  appropriate(services, '1000.00'),
  appropriate(reception, '100.00'),
  appropriate(otherIncome, '50.00'),
  receive(otherIncome, '50.00'),
  commit(services, 'HT1', '20.00'),
  release('HT1', '20.00'),
  pay(services, 'Z1', '300.00'),
  refund('Z1', '100.00'),
  reclassify('Z1', 'Z2', reception, '50.00'),
  supplement(services, '30.00'),
  reduce(services, '10.00'),
  freeze(services, '5.00'),
  unfreeze(services, '5.00'),
  transfer(services, reception, '15.00'),
  ask('collectNonTaxRevenue', {
    documentNo: '缴款1',
    occurredOn: '2020-08-01',
    reason: '利息',
    category: '01',
    account: '纳入预算管理',
    amount: '9.00',
  }),
  carry(services, '40.00'),
  surrender(reception, '5.00'),
  allocate(otherIncome, '50.00'),
];

const fitted = (command: Asked): Asked =>
  'documentNo' in command.data ? ({ ...command, data: { ...command.data, basis: 'fitted' } } as Asked) : command;

const events = (commands: readonly Asked[]): LedgerEvent[] => {
  let year = UNOPENED;
  return commands.flatMap((command) => {
    const decided = decide(year, command, RULES);
    if (decided instanceof Refusal) throw new Error(decided.message);
    year = fold(decided, year);
    return decided;
  });
};

const money = (all: readonly LedgerEvent[]) => all.filter(({ data }) => 'documentNo' in data);

describe('拟合的标记', () => {
  it('随命令进入每一类动钱的事件', () => {
    const marked = money(events(YEAR.map(fitted)));
    expect(new Set(marked.map(({ type }) => type)).size).toBe(17);
    for (const { type, data } of marked) expect({ type, data }).toMatchObject({ type, data: { basis: 'fitted' } });
  });

  it('没有标记的命令，事件里也没有；上年不在账内的上年结转除外', () => {
    const booked = money(events(YEAR)).filter(({ type }) => type !== 'CarryoverBroughtForward');
    for (const { data } of booked) expect(data).not.toHaveProperty('basis');
  });

  it('不影响余额', () => expect([...fold(events(YEAR.map(fitted))).lines]).toEqual([...fold(events(YEAR)).lines]));
});
