import { randomUUID } from 'node:crypto';
import { ConcurrencyError, InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type LedgerCommand } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../configuration/catalogues';
import { Previews } from './previews';
import { UnitYears } from './unit-year/unit-years';

const target = { unit: '310002', fiscalYear: 2020 };
const { services } = ledger;

/** An office whose year has these commands recorded, and a store that fails on any append after that. */
async function office(...history: readonly LedgerCommand[]) {
  const store = new InMemoryEventStore();
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const envelope = () => ({ commandId: randomUUID(), actor: '张三' });
  for (const command of history) await unitYears.record(target, command, envelope());
  const head = () => store.head();
  return { store, previews: new Previews(unitYears), unitYears, head };
}

describe('试算', () => {
  it('答复所涉及指标现在和登记之后的余额，什么都不写', async () => {
    const { previews, unitYears, head } = await office(ledger.opened, ledger.appropriate(services, '1000.00'));
    const before = await head();
    const preview = await previews.ofCommand(target, ledger.pay(services, 'Z1', '400.00'));
    expect(preview).toEqual({
      violations: [],
      balances: [
        {
          lineId: services.id,
          before: { available: '1000.00', holdings: '0.00', amounts: { appropriated: '1000.00' } },
          after: {
            available: '600.00',
            holdings: '0.00',
            amounts: { appropriated: '1000.00', received: '400.00', disbursed: '400.00' },
          },
        },
      ],
    });
    expect(await head()).toEqual(before);
    expect((await unitYears.read(target)).revision).toBe(1);
  });

  it('首次出现的指标从零开始', async () => {
    const { previews } = await office(ledger.opened);
    const { balances } = await previews.ofCommand(target, ledger.appropriate(services, '1.00'));
    expect(balances).toMatchObject([
      { before: { available: '0.00', amounts: {} }, after: { available: '1.00', amounts: { appropriated: '1.00' } } },
    ]);
  });

  it('会被拒绝的，答复拒绝的原因，没有余额', async () => {
    const { previews } = await office(ledger.opened, ledger.appropriate(services, '1000.00'));
    const { violations, balances } = await previews.ofCommand(target, ledger.pay(services, 'Z1', '1000.01'));
    expect(violations).toMatchObject([{ code: 'AVAILABLE_EXCEEDED', data: { available: '1000.00' } }]);
    expect(balances).toEqual([]);
  });

  it('他人已更新的，与登记时一样不办理', async () => {
    const { previews } = await office(ledger.opened, ledger.appropriate(services, '1000.00'));
    const stale = previews.ofCommand(target, ledger.pay(services, 'Z1', '1.00'), { expectedRevision: 0 });
    await expect(stale).rejects.toThrow(ConcurrencyError);
  });
});
