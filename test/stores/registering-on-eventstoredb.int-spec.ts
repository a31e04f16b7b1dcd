import {
  GetExecution,
  LoadDataset,
  LoadList,
  RecordCommand,
  Register,
  type ListQuestion,
  type UserError,
} from '@yujue/application';
import { toExecutionJson } from '@yujue/reporting';
import { type TestApplication, startApplication } from '../support/application';
import { writeDataset } from '../support/small-dataset';
import { startProtocolServer } from './eventstoredb-fixture';

const TARGET = { department: 'small', fiscalYear: 2020 };
const ROW = '示财〔2020〕9号,2020-04-01,X1,900001,一般公共预算,2101506,30227,项目支出,P7,信息化建设,4750.00';
const HEADER = '文号,日期,指标编号,预算单位,资金性质,功能分类,经济分类,支出类别,项目编码,项目名称,金额';

/** EventStoreDB takes one append at a time, so what goes to several streams is written one after the other. */
describe('事件存在 EventStoreDB 中时，登记项目、单位', () => {
  let application: TestApplication;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const started = await startProtocolServer({ reading: { foreignEvents: 'dense' } });
    drop = started.drop;
    application = await startApplication(undefined, started.server.url);
    await application.commands.execute(new LoadDataset(await writeDataset()));
  });
  afterAll(async () => {
    await application.close();
    await drop();
  });

  const load = (...rows: string[]) => {
    const bytes = Buffer.from([HEADER, ...rows].join('\n'));
    const question: ListQuestion = { kind: '指标', bytes, fileName: '指标.csv', ...TARGET };
    return application.commands.execute(new LoadList(question, '张会计'));
  };
  const rowsBy = async (by: 'project' | 'unit') => {
    await application.catchUp();
    const { report } = await application.queries.execute(new GetExecution({ ...TARGET, month: 12, by }));
    return toExecutionJson(report).rows.map(({ name }) => name);
  };

  it('清单带新项目：先登记项目，再登记指标；再导入不作改动', async () => {
    expect(await load(ROW)).toMatchObject({ registers: ['新项目 P7 信息化建设'], rows: { fresh: 1 } });
    expect(await rowsBy('project')).toContain('信息化建设');
    expect(await load(ROW)).toMatchObject({ position: null, rows: { recorded: 1 } });
  });

  it('一次写不下的清单仍整表拒绝，项目也不登记', async () => {
    const second = ROW.replace('X1,900001', 'X2,900002').replace('P7', 'P8');
    const refused = await load(ROW.replace('X1', 'X3').replace('P7,信', 'P9,信'), second).then(
      () => Promise.reject(new Error('应当拒绝')),
      (error: UserError) => error,
    );
    expect(refused.code).toBe('APPEND_TOO_LARGE');
    const again = await load(ROW.replace('X1', 'X4').replace('P7,信', 'P9,信'));
    expect(again.registers).toEqual(['新项目 P9 信息化建设']);
  });

  it('单位登记后计入汇总；开账的单位已一并登记，再登记不重复；同一命令只生效一次', async () => {
    const unit = { kind: 'unit', code: '900003', name: '新设中心', unitKind: '事业' } as const;
    const envelope = { commandId: '00000000-0000-4000-8000-000000000001', actor: '李科长' };
    const opening = {
      unit: { code: '900004', name: '乙中心', kind: '事业' as const },
      department: { code: 'small', name: '示例局' },
    };
    await application.commands.execute(
      new RecordCommand(
        { unit: '900004', fiscalYear: 2020 },
        { type: 'openFiscalYear', data: { ...opening, fiscalYear: 2020, occurredOn: '2020-01-01' } },
        { ...envelope, commandId: '00000000-0000-4000-8000-000000000002' },
      ),
    );
    const other = { ...unit, code: '900004', name: '乙中心' };
    const again = { ...envelope, commandId: '00000000-0000-4000-8000-000000000003' };
    expect(await application.commands.execute(new Register(TARGET, [other], again))).toMatchObject({
      events: 0,
      repeated: true,
    });

    const first = await application.commands.execute(new Register(TARGET, [unit], envelope));
    expect(first).toMatchObject({ events: 2, repeated: false });
    expect(await application.commands.execute(new Register(TARGET, [unit], envelope))).toEqual({
      events: 0,
      position: first.position,
      repeated: true,
    });
  });
});
