import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { natureCarried } from './carryover';
import { type LedgerEvent } from './events';
import { type LogBreakAcknowledged } from './log-continuity';
import { appropriate, opened, services, RULES } from './testing';
import { UNOPENED, fold } from './unit-year';
import { decide } from './decide/decide';
import { EVENT_VERSIONS, UnreadableEventError, readEvent } from './upcast';

const storedIn = (file: string) =>
  JSON.parse(readFileSync(join(__dirname, 'testing/stored', file), 'utf8')) as {
    type: string;
    version: number;
    data: object;
  }[];
const stored = storedIn('first-versions.json');

describe('旧版本的事件', () => {
  const [supplemented, disbursed] = stored.map(readEvent) as [LedgerEvent, LedgerEvent];

  it('第 1 版追加未写来源，读作本级', () =>
    expect(supplemented.data).toMatchObject({ source: 'own-level', documentNo: '财社〔2020〕7号' }));
  it('第 1 版支付只有国库集中支付，没有收款人', () =>
    expect(disbursed.data).toMatchObject({ drawnOn: 'treasury', payee: '', amount: '8.00' }));

  it('与新事件一起折叠，余额照旧', () => {
    const history = [opened, appropriate(services, '100.00')].reduce(
      (year, command) => fold(decide(year, command, RULES) as readonly LedgerEvent[], year),
      UNOPENED,
    );
    const { balance } = fold([supplemented, disbursed], history).lines.get(services.id)!;
    expect(balance).toMatchObject({ appropriated: 10_000, supplemented: 2_000, disbursed: 800, received: 800 });
  });

  it('未分结转、结余的旧事件，一律读作结转；折叠后余额照旧，来源年度和账龄由指标的维度得出', () => {
    const events = storedIn('before-natures.json').map((it) => readEvent<LedgerEvent>(it));
    expect(events[0]!.data).toMatchObject({ lines: [{ amount: '30.00', nature: '结转' }] });
    expect(events[3]!.data).toMatchObject({ amount: '20.00', nature: '结转' });
    const history = [opened, appropriate(services, '100.00')].reduce(
      (year, command) => fold(decide(year, command, RULES) as readonly LedgerEvent[], year),
      UNOPENED,
    );
    const year = fold(events, history);
    const line = year.lines.get('310002-2101506-30227-2019结转')!;
    expect(line).toMatchObject({
      balance: { broughtForward: 3_000, disbursed: 1_000, carriedForward: 2_000 },
      broughtAs: '结转',
      carriedAs: '结转',
    });
    // 连续两年未用完的财政拨款项目资金，到下一年是结余，不论旧事件怎么读。
    expect(natureCarried(line, 2020)).toBe('结余');
    expect(year.payments.get('Z1-1')).toEqual({
      lineId: services.id,
      drawnOn: 'treasury',
      remaining: 200,
      occurredOn: '2020-05-21',
    });
  });

  it('第 3 版参照上年同期的批复前支出没有与上年比过，读作未核对；其他依据的不变', () => {
    const [lastYears, emergency] = storedIn('before-last-years-level.json').map((it) => readEvent<LedgerEvent>(it));
    expect(lastYears!.data).toMatchObject({ ahead: '参照上年同期', basis: 'unverified', amount: '8.00' });
    expect(emergency!.data).not.toHaveProperty('basis');
  });

  it('旧事件也有冲销用的编号', () => {
    const [brought] = storedIn('before-natures.json').map((it) => readEvent<LedgerEvent>(it));
    const year = fold([brought!], fold(decide(UNOPENED, opened, RULES) as readonly LedgerEvent[]));
    expect(year.entries.get('2019 年度年结')).toMatchObject({ occurredOn: '2020-01-01', reversed: false });
  });

  it('对事件库回退的确认，第 1 版原样读出', () => {
    const [acknowledged] = storedIn('log-break-acknowledged.json');
    expect(readEvent<LogBreakAcknowledged>(acknowledged!)).toEqual({
      type: 'LogBreakAcknowledged',
      data: {
        lost: [
          {
            stream: 'budget-310002-2020',
            revision: 105,
            eventId: '5f2f8d5e-6c52-5f0e-8d0c-0a3b8a1c9f01',
            position: '00000000000000000105',
            recordedAt: '2020-06-30T08:00:05.000Z',
          },
        ],
        to: '00000000000000000045',
        missing: [
          {
            stream: 'budget-310002-2020',
            commandId: '0c1f7a52-8a0c-4f0e-9d3b-6f1f6f6d2c11',
            eventType: 'DisbursementMade',
            answeredAt: '2020-06-30T08:00:05.000Z',
          },
        ],
        missingTotal: 60,
      },
    });
  });

  it('现行版本原样读出', () => {
    const data = { month: 1, occurredOn: '2020-02-01' };
    expect(readEvent({ type: 'MonthClosed', version: EVENT_VERSIONS.MonthClosed, data })).toEqual({
      type: 'MonthClosed',
      data,
    });
  });

  it('不认识的类型、来自新版程序的事件，停下而不是跳过', () => {
    expect(() => readEvent({ type: 'SomethingElse', version: 1, data: {} })).toThrow(UnreadableEventError);
    expect(() => readEvent({ type: 'MonthClosed', version: 2, data: {} })).toThrow(UnreadableEventError);
  });
});
