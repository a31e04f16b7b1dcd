import { setTimeout as sleep } from 'node:timers/promises';
import { GetReport, LoadDataset, RecordCommand } from '@yujue/application';
import { type LedgerCommand, Refusal } from '@yujue/ledger';
import { v4 as uuid } from 'uuid';
import { type TestApplication, startApplication } from './support/application';
import { writeDataset } from './support/small-dataset';

describe('两条时间轴：业务日期与记录时刻', () => {
  let application: TestApplication;
  beforeAll(async () => {
    application = await startApplication();
    await application.commands.execute(new LoadDataset(await writeDataset()));
    await application.catchUp();
  });
  afterAll(() => application.close());

  const record = async (command: LedgerCommand) => {
    const outcome = await application.commands.execute(
      new RecordCommand({ unit: '900001', fiscalYear: 2020 }, command, { commandId: uuid(), actor: '李四' }),
    );
    expect(outcome).not.toBeInstanceOf(Refusal);
    await application.catchUp();
  };

  /** 表3 项目支出合计, in 万元. */
  const projects = async (axes: { asOf?: string; knownAt?: string }) => {
    const { filled } = await application.queries.execute(
      new GetReport({ department: 'small', fiscalYear: 2020, edition: 'gz-2020-final', table: '3', ...axes }),
    );
    return filled.tables[0]!.rows[0]!.cells[2]!.printed;
  };

  it('截至某日只算该日及以前的业务', async () => {
    expect(await projects({ asOf: '2020-03-04' })).toBe('0.00');
    expect(await projects({ asOf: '2020-03-05' })).toBe('20.00');
    expect(await projects({ asOf: '2020-03-31' })).toBe('26.00');
    expect(await projects({})).toBe('26.00');
  });

  it('补记三月的退回：截至三月的数变了，当时已知的数不变', async () => {
    await sleep(5);
    const before = new Date().toISOString();
    await sleep(5);
    const paper = { documentNo: 'T1', occurredOn: '2020-03-25', reason: '服务减量退款' };
    await record({ type: 'refundDisbursement', data: { ...paper, paymentId: 'Z2', amount: '50000.00' } });
    expect(await projects({ asOf: '2020-03-31' })).toBe('21.00');
    expect(await projects({ asOf: '2020-03-31', knownAt: before })).toBe('26.00');
    expect(await projects({ asOf: '2020-03-31', knownAt: new Date().toISOString() })).toBe('21.00');
  });
});
