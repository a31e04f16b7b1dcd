import { randomUUID } from 'node:crypto';
import { InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type LedgerCommand, type VoucherStep } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../configuration/catalogues';
import { Previews } from '../recording/previews';
import { UnitYears } from '../recording/unit-year/unit-years';
import { PreviewVoucherStep, PreviewVoucherStepHandler } from './preview-voucher-step';
import { UnitVouchers } from './unit-vouchers';
import { VoucherStreams } from './voucher-streams';

const target = { unit: '310002', fiscalYear: 2020 };
const { services } = ledger;

/** An office whose year has these commands recorded. */
async function office(...history: readonly LedgerCommand[]) {
  const store = new InMemoryEventStore();
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const envelope = (actor = '张三') => ({ commandId: randomUUID(), actor });
  for (const command of history) await unitYears.record(target, command, envelope());
  const vouchers = new UnitVouchers(store, unitYears);
  const handler = new PreviewVoucherStepHandler(new VoucherStreams(store), new Previews(unitYears));
  return {
    take: (step: VoucherStep) => vouchers.take(target, step, envelope()),
    preview: (step: VoucherStep, actor = '王五') => handler.execute(new PreviewVoucherStep(target, step, actor)),
    head: () => store.head(),
  };
}

describe('试算单据的一步', () => {
  it('单据只有审核改变余额；试算之后单据还是原来的状态', async () => {
    const { preview, take, head } = await office(ledger.opened, ledger.appropriate(services, '1000.00'));
    const command = ledger.pay(services, 'Z1', '400.00');
    const step = (type: 'submit' | 'approve') => ({ type, documentId: 'D1' }) as const;
    await take({ type: 'draft', documentId: 'D1', commands: [command] });
    expect(await preview(step('submit'))).toEqual({ violations: [], balances: [] });
    const early = await preview(step('approve'));
    expect(early.violations).toMatchObject([{ code: 'VOUCHER_STATE' }]);
    await take(step('submit'));
    const before = await head();
    const { violations, balances } = await preview(step('approve'));
    expect(violations).toEqual([]);
    expect(balances).toMatchObject([{ before: { available: '1000.00' }, after: { available: '600.00' } }]);
    expect(await head()).toEqual(before);
    const own = await preview(step('approve'), '张三');
    expect(own).toMatchObject({ violations: [{ code: 'OWN_DOCUMENT' }], balances: [] });
  });
});
