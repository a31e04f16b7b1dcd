import { randomUUID } from 'node:crypto';
import { InMemoryEventStore, InMemorySnapshotStore } from '@yujue/event-store';
import { type DocumentCommand, type Documents, Refusal } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { Catalogues } from '../configuration/catalogues';
import { UnitYears } from '../unit-year/unit-years';
import { UnitDocuments } from './unit-documents';

const target = { unit: '310002', fiscalYear: 2020 };
const documentId = 'DJ001';

async function office() {
  const store = new InMemoryEventStore();
  const unitYears = new UnitYears(store, new InMemorySnapshotStore(), Catalogues.of([ledger.RULES.catalogue]));
  const unitDocuments = new UnitDocuments(store, unitYears);
  for (const command of [ledger.opened, ledger.appropriate(ledger.services, '100.00')]) {
    await unitYears.record(target, command, { commandId: randomUUID(), actor: '张三' });
  }
  const take = (step: DocumentCommand, commandId: string = randomUUID()) =>
    unitDocuments.take(target, step, { commandId, actor: '李四' });
  const submit = async (amount: string) => {
    await take({ type: 'draft', documentId, command: ledger.pay(ledger.services, 'Z1', amount) });
    await take({ type: 'submit', documentId });
  };
  const disbursed = async () => (await unitYears.read(target)).year.lines.get(ledger.services.id)!.balance.disbursed;
  return { store, unitDocuments, take, submit, disbursed };
}

describe('单据的审核', () => {
  it('审核前不动余额，审核后恰好登记一次', async () => {
    const { take, submit, disbursed } = await office();
    await submit('60.00');
    expect(await disbursed()).toBe(0);
    expect(await take({ type: 'approve', documentId })).not.toBeInstanceOf(Refusal);
    expect(await disbursed()).toBe(6_000);
    expect(await take({ type: 'approve', documentId })).toMatchObject({ code: 'DOCUMENT_STATE' });
    expect(await disbursed()).toBe(6_000);
  });

  it('两人同时审核，只登记一次', async () => {
    const { take, submit, disbursed } = await office();
    await submit('60.00');
    await Promise.all([take({ type: 'approve', documentId }), take({ type: 'approve', documentId })]);
    expect(await disbursed()).toBe(6_000);
  });

  it('登记之后、记下审核之前被杀死，再审核即补上，不会付两次', async () => {
    const { store, take, submit, disbursed } = await office();
    await submit('60.00');
    const append = store.append.bind(store);
    jest
      .spyOn(store, 'append')
      .mockImplementation((asked) =>
        asked.stream.startsWith('documents-') ? Promise.reject(new Error('killed')) : append(asked),
      );
    await expect(take({ type: 'approve', documentId })).rejects.toThrow('killed');
    jest.restoreAllMocks();
    expect(await disbursed()).toBe(6_000);
    const documents = (await take({ type: 'approve', documentId })) as Documents;
    expect(documents.get(documentId)!.state).toBe('已审核');
    expect(await disbursed()).toBe(6_000);
  });

  it('额度不足时审核被拒绝，单据仍为已送审，可以退回修改', async () => {
    const { take, submit, unitDocuments, disbursed } = await office();
    await submit('100.01');
    expect(await take({ type: 'approve', documentId })).toMatchObject({ code: 'AVAILABLE_EXCEEDED' });
    expect((await unitDocuments.read(target)).get(documentId)!.state).toBe('已送审');
    expect(await disbursed()).toBe(0);
    expect(await take({ type: 'return', documentId, reason: '额度不足' })).not.toBeInstanceOf(Refusal);
  });
});
