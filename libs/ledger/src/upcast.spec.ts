import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerEvent } from './events';
import { appropriate, opened, services } from './testing';
import { UNOPENED, fold } from './unit-year';
import { decide } from './decide/decide';
import { RULES } from './testing';
import { EVENT_VERSIONS, UnreadableEventError, readEvent } from './upcast';

const stored = JSON.parse(readFileSync(join(__dirname, 'testing/stored/first-versions.json'), 'utf8')) as {
  type: string;
  version: number;
  data: object;
}[];

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
