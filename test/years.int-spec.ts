import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApplicationModule,
  ExportLog,
  GetExecution,
  ListDepartments,
  LoadDataset,
  OpenNextYear,
  PreviewList,
  type Recorded,
  RecordCommand,
  TraceCell,
} from '@yujue/application';
import { type LedgerCommand } from '@yujue/ledger';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { v4 as uuid } from 'uuid';
import { startProtocolServer } from './stores/eventstoredb-fixture';
import { type TestApplication, startApplication } from './support/application';
import { SMALL_FILES, writeDataset } from './support/small-dataset';

/** The small department's year, settled and closed: 8,799.50 of A1 are carried. */
const CLOSED = {
  'dataset.yaml': SMALL_FILES['dataset.yaml']!.replace('closing: none', 'closing: year'),
  '年末处理.csv': `文号,日期,指标编号,处理方式,金额,原因
示财〔2020〕9号,2020-12-31,A1,结转下年,8799.50,未完
示财〔2020〕9号,2020-12-31,A2,收回,300000.00,收回
示财〔2020〕9号,2020-12-31,B1,收回,20000.00,收回
`,
};
const NEXT = {
  'dataset.yaml': SMALL_FILES['dataset.yaml']!.replaceAll('2020', '2021').replace('gz-2021-final', 'sh-standard-final'),
  '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
A1-2020结转,900001,一般公共预算,2101501,30201,公用经费,,2020,国库集中支付
N1,900001,一般公共预算,2101501,30201,公用经费,,2021,国库集中支付
`,
  '上年结转.csv': `文号,日期,指标编号,金额,原因\n示财〔2021〕1号,2021-01-01,A1-2020结转,8799.50,结转\n`,
  '年初预算.csv': `文号,日期,指标编号,金额,原因\n示财〔2021〕2号,2021-01-10,N1,7.00,年初批复\n`,
  '收入.csv': null,
  '支付.csv': null,
};

const foreignOpening: LedgerCommand = {
  type: 'openFiscalYear',
  data: {
    unit: { code: '900002', name: '别的中心', kind: '事业' },
    department: { code: 'small', name: '示例局' },
    fiscalYear: 2020,
    occurredOn: '2020-01-01',
  },
};

/** Of the small department as it is: openings, approvals, income, payments, and the registration. */
const SMALL_EVENTS = 9;

const eventsIn = (bus: CommandBus) =>
  bus.execute(new ExportLog(new Writable({ write: (_chunk, _encoding, done) => done() })));

describe('真实数据库上的装载：整个或完全没有', () => {
  let application: TestApplication;
  beforeEach(async () => {
    application = await startApplication();
  });
  afterEach(() => application.close());

  const load = async (changes = {}, progress?: (done: number) => void) =>
    application.commands.execute(new LoadDataset(await writeDataset(changes), progress));

  it('第二个单位被拒绝（别的程序已写入）：第一个单位什么都没有，改好的文件夹照常装载', async () => {
    const target = { unit: '900002', fiscalYear: 2020 };
    await application.commands.execute(
      new RecordCommand(target, foreignOpening, { commandId: uuid(), actor: '别的程序' }),
    );
    const before = await eventsIn(application.commands);
    await expect(load()).rejects.toMatchObject({ code: 'DATASET_CLASHES' });
    expect(await eventsIn(application.commands)).toBe(before);
    const corrected = SMALL_FILES['dataset.yaml']!.replace('name: 示例中心', 'name: 别的中心');
    expect(await load({ 'dataset.yaml': corrected })).toMatchObject({ alreadyLoaded: false });
  });

  it('连接在中途被切断：什么都没有，再装载照常', async () => {
    await expect(
      application.commands.execute(
        new LoadDataset(await writeDataset(), () => {
          throw new Error('interrupted');
        }),
      ),
    ).rejects.toThrow('interrupted');
    expect(await eventsIn(application.commands)).toBe(0);

    const client = new Client({ connectionString: application.configuration.databaseUrl });
    await client.connect();
    try {
      // Lets the log be read but not written, so that the load waits within its transaction until it is cut off.
      await client.query('BEGIN; LOCK TABLE event_store.segment IN SHARE MODE');
      const cut = load().catch((error: unknown) => error);
      await untilOneWaits(client);
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      await client.query('ROLLBACK');
      await cut;
    } finally {
      await client.end();
    }
    expect([0, SMALL_EVENTS]).toContain(await eventsIn(application.commands));
    await load();
    expect(await eventsIn(application.commands)).toBe(SMALL_EVENTS);
  });
});

async function untilOneWaits(client: Client): Promise<void> {
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await client.query(waiting)).rowCount === 0);
}

describe('EventStoreDB 上的装载', () => {
  it('中途中断：同一命令补完', async () => {
    const { server, drop } = await startProtocolServer();
    const application = await startApplication(undefined, server.url);
    try {
      const folder = await writeDataset();
      const interrupted = new Error('interrupted');
      const onProgress = () => {
        throw interrupted;
      };
      await expect(application.commands.execute(new LoadDataset(folder, onProgress))).rejects.toBe(interrupted);
      const half = await eventsIn(application.commands);
      expect(half).toBeGreaterThan(0);
      await application.catchUp();
      expect(await application.queries.execute(new ListDepartments())).toEqual([]);
      const rest = await application.commands.execute(new LoadDataset(folder));
      expect(rest).toMatchObject({ alreadyLoaded: false, rowsKept: 5 });
      expect(half + rest.events).toBe(SMALL_EVENTS);
      expect(await application.commands.execute(new LoadDataset(folder))).toMatchObject({ alreadyLoaded: true });
    } finally {
      await application.close();
      await drop();
    }
  });
});

describe.each(['PostgreSQL', 'EventStoreDB'])('开下一年度，%s', (where) => {
  let application: TestApplication;
  let second: INestApplicationContext;
  let drop = async () => {};
  beforeAll(async () => {
    const log = where === 'EventStoreDB' ? await startProtocolServer() : null;
    if (log) drop = log.drop;
    application = await startApplication(undefined, log?.server.url);
    const { configuration } = application;
    second = await NestFactory.createApplicationContext(ApplicationModule.register({ configuration }), {
      logger: ['error'],
    });
    await second.init();
    await application.commands.execute(new LoadDataset(await writeDataset(CLOSED)));
  });
  afterAll(async () => {
    await second.close();
    await application.close();
    await drop();
  });

  it('两个程序、多人同时以不同编号办理：每个单位一次，部门年度登记齐', async () => {
    const buses = [application.commands, second.get(CommandBus)];
    const outcomes = await Promise.all(
      ['900001', '900002', '900001', '900002'].flatMap((unit) =>
        buses.map((bus) =>
          bus.execute(new OpenNextYear({ unit, fiscalYear: 2020 }, { commandId: uuid(), actor: '竞争者' })),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => !(outcome as Recorded).repeated)).toHaveLength(2);
    await application.catchUp();
    const departments = await application.queries.execute(new ListDepartments());
    expect(departments).toMatchObject([
      {
        department: 'small',
        fiscalYear: 2021,
        editions: ['sh-standard-final'],
        units: [{ unit: '900001' }, { unit: '900002' }],
      },
      { department: 'small', fiscalYear: 2020 },
    ]);
  });

  it('新的年度有执行情况，可以导入清单，可以装载数据集；上年结转不带未核对的标记', async () => {
    for (const unit of ['900001', '900002'])
      await application.commands.execute(
        new OpenNextYear({ unit, fiscalYear: 2020 }, { commandId: uuid(), actor: '测试' }),
      );
    await application.catchUp();
    const scope = { department: 'small', fiscalYear: 2021 };
    const execution = async () => application.queries.execute(new GetExecution({ ...scope, month: 1, by: 'unit' }));
    expect((await execution()).report.rows[0]).toMatchObject({ broughtForward: 879_950 });
    expect((await execution()).report.notes).toEqual([]);
    const list = {
      ...scope,
      bytes: Buffer.from('文号,日期,指标编号,类型,金额\n示财〔2021〕3号,2021-02-01,A1-2020结转,冻结,1.00\n'),
      fileName: '调整.csv',
      kind: '调整' as const,
      unit: '元' as const,
    };
    const preview = await application.queries.execute(
      new PreviewList(list, { reading: () => undefined, recording: () => undefined }),
    );
    expect(preview).toMatchObject({ faultsTotal: 0, rows: { fresh: 1 } });
    expect(await application.commands.execute(new LoadDataset(await writeDataset(NEXT)))).toMatchObject({
      alreadyLoaded: false,
    });
    await application.catchUp();
    expect((await execution()).report.rows[0]).toMatchObject({ initialBudget: 700, broughtForward: 879_950 });
  });
});

describe('上年不在账内的上年结转', () => {
  it('追溯和执行情况都标明未核对', async () => {
    const application = await startApplication();
    try {
      await application.commands.execute(new LoadDataset(await writeDataset(NEXT)));
      await application.catchUp();
      const scope = { department: 'small', fiscalYear: 2021 };
      const { report } = await application.queries.execute(new GetExecution({ ...scope, month: 1, by: 'unit' }));
      expect(report.notes).toEqual(['上年结转 8,799.50 元未与上年年末结转核对：上年不在账内。']);
      const trace = await application.queries.execute(
        new TraceCell({ edition: 'sh-standard-final', ...scope, table: '1', row: '年初结转和结余', column: '决算数' }),
      );
      expect(trace.entries).toMatchObject([{ amount: '8799.50', basis: 'unverified' }]);
    } finally {
      await application.close();
    }
  });
});
