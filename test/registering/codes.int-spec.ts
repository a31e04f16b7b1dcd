import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { ApplicationModule, ExportReport, RecordCommand, TraceCell, VerifyFile } from '@yujue/application';
import { Refusal } from '@yujue/ledger';
import { TARGET, RegisteringOffice, allot, refusalOf } from './registering-office';

describe('科目随时可以登记', () => {
  let office: RegisteringOffice;
  beforeEach(async () => {
    office = await RegisteringOffice.start();
  });
  afterEach(() => office.close());

  const code = {
    kind: 'code',
    content: { classification: '支出功能分类', code: '2101598', name: '本市医保事务', source: '示财〔2020〕3号' },
  } as const;

  it('登记后即可使用，在另一个进程也一样；报表用登记的名称', async () => {
    const options = { configuration: office.application.configuration };
    const other = await NestFactory.createApplicationContext(ApplicationModule.register(options), {
      logger: ['error'],
    });
    try {
      const others = other.get(CommandBus);
      expect(await office.record(allot({ id: 'X1', functionCode: '2101598' }), others)).toBeInstanceOf(Refusal);
      await office.register(code);
      expect(await office.record(allot({ id: 'X1', functionCode: '2101598' }), others)).toMatchObject({
        repeated: false,
      });
    } finally {
      await other.close();
    }
    expect(await office.execution('function')).toContainEqual(['2101598', '本市医保事务', '0.48']);
  });

  it('缺少上级的拒绝', async () => {
    const orphan = { ...code, content: { ...code.content, code: '2109801' } };
    expect((await refusalOf(office.register(orphan))).message).toBe(
      '支出功能分类 2109801 缺少上级科目 21098，请一并登记上级科目。',
    );
  });

  it('不是本部门登记的，别的部门不认', async () => {
    await office.register(code);
    const target = { unit: '800001', fiscalYear: 2020 };
    const envelope = () => ({ commandId: randomUUID(), actor: '测试' });
    await office.application.commands.execute(
      new RecordCommand(
        target,
        {
          type: 'openFiscalYear',
          data: {
            unit: { code: '800001', name: '乙', kind: '行政' },
            department: { code: 'other', name: '乙局' },
            fiscalYear: 2020,
            occurredOn: '2020-01-01',
          },
        },
        envelope(),
      ),
    );
    const { command } = allot({ id: 'X1', functionCode: '2101598' });
    expect(await office.application.commands.execute(new RecordCommand(target, command, envelope()))).toBeInstanceOf(
      Refusal,
    );
  });

  it('上年结转用旧科目的，报表照出，列入未列科目，可以追溯', async () => {
    const carried = {
      ...allot({ id: 'J1' }).command.data.opens[0]!,
      id: 'J1',
      functionCode: '2101577',
      originYear: 2019,
      paymentMode: '实有资金' as const,
    };
    const paper = { documentNo: '结转1号', occurredOn: '2020-01-02', reason: '' };
    const command = {
      type: 'bringForward' as const,
      data: { ...paper, opens: [carried], lines: [{ lineId: 'J1', amount: '100.00' }] },
    };
    const pay = {
      type: 'disburse' as const,
      data: { ...paper, occurredOn: '2020-05-01', lineId: 'J1', amount: '100.00', paymentId: 'Z9', payee: '' },
    };
    for (const each of [command, pay])
      await office.application.commands.execute(
        new RecordCommand({ unit: '900001', fiscalYear: 2020 }, each, { commandId: randomUUID(), actor: '测试' }),
      );
    const rows = await office.table('gz-2020-final', '3');
    expect(rows).toContainEqual([null, '未列科目', '0.01']);
    const trace = await office.application.queries.execute(
      new TraceCell({ ...TARGET, edition: 'gz-2020-final', table: '3', row: '21015/未列科目', column: '本年支出合计' }),
    );
    expect([trace.cell.exact, trace.entries.map(({ line }) => line)]).toEqual(['100.00', ['J1']]);
    expect(trace.bridge.at(-1)).toMatchObject({ amount: '100.00' });

    const asked = { ...TARGET, edition: 'gz-2020-final' };
    for (const format of ['xlsx', 'docx', 'html', 'json'] as const) {
      const { bytes } = await office.application.queries.execute(new ExportReport(asked, format));
      expect(await office.application.commands.execute(new VerifyFile(Buffer.from(bytes), null))).toMatchObject({
        verdict: '相符',
      });
      if (format === 'html' || format === 'json') expect(Buffer.from(bytes).toString()).toContain('未列科目');
    }
  });
});
