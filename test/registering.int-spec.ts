import {
  ExportReport,
  GetExecution,
  GetReport,
  LoadDataset,
  LoadList,
  PreviewList,
  RecordCommand,
  Register,
  type Registration,
  type ListQuestion,
  TraceCell,
  type UserError,
  VerifyFile,
  ApplicationModule,
} from '@yujue/application';
import { type ListKind, listTemplate } from '@yujue/list-import';
import { Refusal } from '@yujue/ledger';
import { toExecutionJson, toReportJson } from '@yujue/reporting';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { type TestApplication, startApplication } from './support/application';
import { writeDataset } from './support/small-dataset';

const TARGET = { department: 'small', fiscalYear: 2020 };
const ALLOTMENTS = '文号,日期,指标编号,预算单位,资金性质,功能分类,经济分类,支出类别,项目编码,项目名称,金额';

describe('项目、单位、科目随时可以登记', () => {
  let house: TestApplication;
  beforeEach(async () => {
    house = await startApplication();
    await house.commands.execute(new LoadDataset(await writeDataset()));
  });
  afterEach(() => house.close());

  const question = (kind: ListKind, content: string | Buffer): ListQuestion => ({
    kind,
    bytes: Buffer.from(content),
    fileName: '清单.csv',
    ...TARGET,
  });
  const preview = (kind: ListKind, ...lines: string[]) =>
    house.queries.execute(new PreviewList(question(kind, lines.join('\n'))));
  const load = (kind: ListKind, ...lines: string[]) =>
    house.commands.execute(new LoadList(question(kind, lines.join('\n')), '张会计'));
  const refusalOf = (doing: Promise<unknown>): Promise<UserError> =>
    doing.then(
      () => Promise.reject(new Error('应当拒绝')),
      (error: UserError) => error,
    );
  const register = (registration: Registration, commandId: string = randomUUID()) =>
    house.commands.execute(new Register(TARGET, [registration], { commandId, actor: '李科长' }));
  const allot = (line: { id: string; functionCode?: string; projectCode?: string | null }, unit = '900001') => ({
    target: { unit, fiscalYear: 2020 },
    command: {
      type: 'appropriateBudget' as const,
      data: {
        documentNo: '示财〔2020〕9号',
        occurredOn: '2020-04-01',
        reason: '',
        lines: [{ lineId: line.id, amount: '4750.00' }],
        opens: [
          {
            fundNature: '一般公共预算' as const,
            functionCode: '2101506',
            economicCode: '30227',
            expenditureKind: '项目支出' as const,
            projectCode: null,
            originYear: 2020,
            paymentMode: '国库集中支付' as const,
            ...line,
          },
        ],
      },
    },
  });
  const record = ({ target, command }: ReturnType<typeof allot>, commands = house.commands) =>
    commands.execute(new RecordCommand(target, command, { commandId: randomUUID(), actor: '测试' }));
  const execution = async (by: 'project' | 'unit' | 'function') => {
    await house.catchUp();
    const { report } = await house.queries.execute(new GetExecution({ ...TARGET, month: 12, by }));
    return toExecutionJson(report).rows.map(({ code, name, values }) => [code, name, values[3]]);
  };
  const table = async (edition: string, no: string, knownAt?: string) => {
    await house.catchUp();
    const asked = { ...TARGET, edition, table: no, knownAt };
    const { filled, head } = await house.queries.execute(new GetReport(asked));
    return toReportJson(filled, head).tables[0]!.rows.map(({ code, name, values }) => [code, name, values[0]]);
  };

  /** An instant after everything that was recorded, and before everything that will be. */
  const thisMoment = async (): Promise<string> => {
    const now = Date.now();
    while (Date.now() <= now + 1) await setTimeout(1);
    return new Date(now + 1).toISOString();
  };

  describe('清单写到项目库没有的项目', () => {
    const row = (id: string, code: string, name: string, amount: string) =>
      `示财〔2020〕9号,2020-04-01,${id},900001,一般公共预算,2101506,30227,项目支出,${code},${name},${amount}`;

    it('编码、名称都有：随清单登记，预览写明；各项目之和等于合计', async () => {
      const lines = [ALLOTMENTS, row('X1', 'P7', '信息化建设', '4750.00'), row('X2', 'P7', '信息化建设', '1.00')];
      const seen = await preview('指标', ...lines);
      expect([seen.faultsTotal, seen.registers]).toEqual([0, ['新项目 P7 信息化建设']]);
      expect(await execution('project')).toEqual([
        [null, '合计', '59.00'],
        [null, '未列项目（基本支出等）', '59.00'],
      ]);

      await load('指标', ...lines);
      expect(await execution('project')).toEqual([
        [null, '合计', '59.48'],
        ['P7', '信息化建设', '0.48'],
        [null, '未列项目（基本支出等）', '59.00'],
      ]);
      expect(await load('指标', ...lines)).toMatchObject({ position: null, registers: [], rows: { fresh: 0 } });
    });

    it('编码和名称写在一格里，也一样', async () => {
      const { registers } = await preview(
        '指标',
        ALLOTMENTS.replace('项目编码,项目名称', '项目'),
        row('X1', 'P7 信息化建设', '', '1.00').replace(',,', ','),
        row('X2', '[P8]设备购置', '', '1.00').replace(',,', ','),
      );
      expect(registers).toEqual(['新项目 P7 信息化建设', '新项目 P8 设备购置']);
    });

    it('只有名称：拒绝，说明怎样登记；2021年… 是名称，不是编码 2021', async () => {
      const { details } = await refusalOf(load('指标', ALLOTMENTS, row('X1', '', '2021年信息化建设', '1.00')));
      expect(details).toEqual([
        '清单.csv 第 2 行 J 列：项目“2021年信息化建设”没有编码，项目库中也没有这个名称。请在“项目编码”列填写编码，连同名称一起登记；或先登记项目（清单种类：项目）。',
      ]);
    });

    it('编码已用于别的名称：拒绝，项目库里的和本表里的都核对', async () => {
      await register({ kind: 'project', content: { code: 'P7', name: '信息化建设' } });
      const { details } = await refusalOf(
        load(
          '指标',
          ALLOTMENTS,
          row('X1', 'P7', '设备购置', '1.00'),
          row('X2', 'P8', '甲', '1.00'),
          row('X3', 'P8', '乙', '1.00'),
          row('X4', 'P7', '信息化 建设', '1.00'),
        ),
      );
      expect(details).toEqual([
        expect.stringMatching(/第 2 行 J 列：项目 P7 登记为“信息化建设”，本行为“设备购置”。/),
        expect.stringMatching(/第 4 行 J 列：项目 P8 本表前面的行写作“甲”，本行为“乙”。/),
      ]);
    });

    it('只有编码：照登，提示其数列入未列项目', async () => {
      const { notes, faultsTotal } = await preview('指标', ALLOTMENTS, row('X1', 'P7', '', '1.00'));
      expect([faultsTotal, notes.map(({ message }) => message)]).toEqual([
        0,
        [expect.stringMatching(/^项目 P7 没有登记，本表也没有它的名称；其数在报表中列入“未列项目”。/)],
      ]);
    });

    it('有一行有误，项目也不登记', async () => {
      await refusalOf(load('指标', ALLOTMENTS, row('X1', 'P7', '信息化建设', '1.00'), row('X2', 'P8', '甲', '错')));
      expect((await preview('指标', ALLOTMENTS, row('X1', 'P7', '信息化建设', '1.00'))).registers).toHaveLength(1);
    });

    it('指标直接登记、项目从未登记的，未列项目一行可以追溯', async () => {
      await record(allot({ id: 'X1', projectCode: 'P9' }));
      expect(await execution('project')).toEqual([
        [null, '合计', '59.48'],
        [null, '未列项目（基本支出等）', '59.48'],
      ]);
    });
  });

  describe('项目', () => {
    it('登记、更名；以前的名称按当时所知仍可见', async () => {
      await record(allot({ id: 'X1', projectCode: 'P7' }));
      await register({ kind: 'project', content: { code: 'P7', name: '信息化建设', goal: '按时上线' } });
      const before = await thisMoment();
      await register({ kind: 'project', content: { code: 'P7', name: '信息化运维' } });
      expect((await execution('project'))[1]).toEqual(['P7', '信息化运维', '0.48']);
      expect(await table('gz-2026-budget', '12')).toContainEqual([null, '信息化运维', '0.48']);
      expect(await table('gz-2026-budget', '12', before)).toContainEqual([null, '信息化建设', '0.48']);
    });

    it('同一命令重复提交只生效一次，编号用于别的内容时拒绝', async () => {
      const id = randomUUID();
      const first = await register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id);
      expect(first).toMatchObject({ events: 1, repeated: false });
      expect(await register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id)).toEqual({
        events: 0,
        position: first.position,
        repeated: true,
      });
      const other = await refusalOf(register({ kind: 'project', content: { code: 'P7', name: '乙' } }, id));
      expect(other).toMatchObject({ code: 'COMMAND_REUSED' });
      // Another user's correction stays, although the first command comes again.
      await register({ kind: 'project', content: { code: 'P7', name: '丙' } });
      await register({ kind: 'project', content: { code: 'P7', name: '甲' } }, id);
      await record(allot({ id: 'X1', projectCode: 'P7' }));
      expect((await execution('project'))[1]).toEqual(['P7', '丙', '0.48']);
    });

    it('上级项目须已登记，不能绕成圈', async () => {
      const child = { kind: 'project', content: { code: 'P71', name: '甲', parentCode: 'P7' } } as const;
      expect(await refusalOf(register(child))).toMatchObject({
        code: 'REGISTRATION_REFUSED',
        message: '项目 P71 的上级项目 P7 没有登记，请先登记或一并登记。',
      });
      await register({ kind: 'project', content: { code: 'P7', name: '乙' } });
      await register(child);
      const circle = register({ kind: 'project', content: { code: 'P7', name: '乙', parentCode: 'P71' } });
      expect((await refusalOf(circle)).message).toMatch(/又在它之下/);
    });
  });

  describe('单位', () => {
    const unit = { kind: 'unit', code: '900003', name: '新设中心', unitKind: '事业' } as const;

    it('登记即开账，计入部门汇总', async () => {
      await register(unit);
      expect(await record(allot({ id: 'C1' }, '900003'))).toMatchObject({ revision: 1 });
      expect((await execution('unit')).at(-1)).toEqual(['900003', '新设中心', '0.48']);
      expect((await execution('unit'))[0]).toEqual([null, '合计', '59.48']);
      expect(await register(unit)).toMatchObject({ events: 0, repeated: true });
    });

    it('更名以新的为准，按当时所知仍是旧名；性质不能改', async () => {
      await register(unit);
      await record(allot({ id: 'C1' }, '900003'));
      const before = await thisMoment();
      await register({ ...unit, name: '服务中心', unitKind: null });
      const later = await thisMoment();
      await register({ ...unit, name: '保障中心' });
      expect((await execution('unit')).at(-1)).toEqual(['900003', '保障中心', '0.48']);
      expect((await table('gz-2026-budget', '2')).at(-1)).toEqual([null, '保障中心', '0.48']);
      expect((await table('gz-2026-budget', '2', later)).at(-1)).toEqual([null, '服务中心', '0.48']);
      expect((await table('gz-2026-budget', '2', before)).at(-1)).toEqual([null, '新设中心', '0.48']);
      expect((await refusalOf(register({ ...unit, unitKind: '行政' }))).message).toBe(
        '单位 900003 已按事业单位开账，本年度不能改为行政。请核对。',
      );
    });

    it('已由命令开账、不在部门名录的，登记后计入汇总；别的部门的单位拒绝', async () => {
      const open = (code: string, department: string) =>
        house.commands.execute(
          new RecordCommand(
            { unit: code, fiscalYear: 2020 },
            {
              type: 'openFiscalYear',
              data: {
                unit: { code, name: '中心', kind: '事业' },
                department: { code: department, name: '某局' },
                fiscalYear: 2020,
                occurredOn: '2020-01-01',
              },
            },
            { commandId: randomUUID(), actor: '测试' },
          ),
        );
      await open('900003', 'small');
      await open('900004', 'other');
      await register(unit);
      await record(allot({ id: 'C1' }, '900003'));
      expect((await execution('unit')).at(-1)).toEqual(['900003', '新设中心', '0.48']);
      const foreign = await refusalOf(register({ ...unit, code: '900004' }));
      expect(foreign.message).toMatch(/已在部门 other 某局 开账/);
    });

    it('两人同时登记两个单位，两个都在', async () => {
      await Promise.all(['900003', '900004', '900005'].map((code) => register({ ...unit, code })));
      for (const code of ['900003', '900004', '900005']) await record(allot({ id: `C${code}` }, code));
      const units = (await execution('unit')).map(([code]) => code);
      expect(units.slice(-3).toSorted()).toEqual(['900003', '900004', '900005']);
    });
  });

  describe('科目', () => {
    const code = {
      kind: 'code',
      content: { classification: '支出功能分类', code: '2101598', name: '本市医保事务', source: '示财〔2020〕3号' },
    } as const;

    it('登记后即可使用，在另一个进程也一样；报表用登记的名称', async () => {
      const options = { configuration: house.configuration };
      const other = await NestFactory.createApplicationContext(ApplicationModule.register(options), {
        logger: ['error'],
      });
      try {
        const others = other.get(CommandBus);
        expect(await record(allot({ id: 'X1', functionCode: '2101598' }), others)).toBeInstanceOf(Refusal);
        await register(code);
        expect(await record(allot({ id: 'X1', functionCode: '2101598' }), others)).toMatchObject({ repeated: false });
      } finally {
        await other.close();
      }
      expect(await execution('function')).toContainEqual(['2101598', '本市医保事务', '0.48']);
    });

    it('缺少上级的拒绝', async () => {
      const orphan = { ...code, content: { ...code.content, code: '2109801' } };
      expect((await refusalOf(register(orphan))).message).toBe(
        '支出功能分类 2109801 缺少上级科目 21098，请一并登记上级科目。',
      );
    });

    it('不是本部门登记的，别的部门不认', async () => {
      await register(code);
      const target = { unit: '800001', fiscalYear: 2020 };
      const envelope = () => ({ commandId: randomUUID(), actor: '测试' });
      await house.commands.execute(
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
      expect(await house.commands.execute(new RecordCommand(target, command, envelope()))).toBeInstanceOf(Refusal);
    });
  });

  describe('台账', () => {
    const statement = { key: '办公用房', value: '1200', unit: '平方米', asOf: null, source: '台账' };
    const entry = (register: 'statements' | 'procurementPlans', owner: string, content: object) =>
      ({ kind: 'entry', register, owner, entryNo: '1', content }) as Registration;

    it('引用的项目、单位须已登记；说明数不能计两次', async () => {
      expect((await refusalOf(register(entry('statements', '999999', statement)))).message).toMatch(/不是示例局的单位/);
      await register(entry('statements', '900001', statement));
      await register(entry('statements', '900001', { ...statement, value: '1300' }));
      expect((await refusalOf(register(entry('statements', 'small', statement)))).message).toMatch(/不能两者都有/);
    });
  });

  describe('由清单登记', () => {
    it.each(['项目', '单位', '科目'] as const)('%s 的模板可以原样导入，再导入不作改动', async (kind) => {
      const template = await listTemplate(kind, 'xlsx', { unit: '900001', year: 2020 });
      const asked = { ...question(kind, template), fileName: '模板.xlsx' };
      const seen = await house.queries.execute(new PreviewList(asked));
      expect(seen).toMatchObject({ faultsTotal: 0, amount: null, position: null });
      const loaded = await house.commands.execute(new LoadList(asked, '张会计'));
      expect(loaded.rows.fresh).toBe(seen.rows.fresh);
      expect(loaded.position).not.toBeNull();
      expect(await house.commands.execute(new LoadList(asked, '张会计'))).toMatchObject({
        position: null,
        rows: { fresh: 0 },
      });
    });

    it('一行有误，全表不登记；逐行指出', async () => {
      const { details } = await refusalOf(
        load('单位', '单位编码,单位名称,单位性质', '900003,甲,事业', '900004,乙,企业', '900005,丙,', '900001,丁,事业'),
      );
      expect(details).toEqual([
        '清单.csv 第 3 行 C 列：单位性质“企业”不认识，应为行政、参公、事业之一。',
        '清单.csv 第 4 行 C 列：单位 900005 是新单位，缺少单位性质，应为行政、参公、事业之一。',
        '清单.csv 第 5 行 C 列：单位 900001 已按行政单位开账，本年度不能改为事业。请核对。',
      ]);
      expect((await execution('unit')).map(([code]) => code)).toEqual([null, '900001', '900002']);
    });

    it('更正名称，其余照旧；同一编码两行不同的拒绝', async () => {
      await load('项目', '项目编码,项目名称,项目类别,绩效目标', 'P7,甲,运行保障类,按时');
      const { sample } = await load('项目', '项目编码,项目名称', 'P7,乙');
      expect(sample[0]).toMatchObject({ state: '更正' });
      const { details } = await refusalOf(load('项目', '项目编码,项目名称', 'P8,甲', 'P8,乙'));
      expect(details).toEqual(['清单.csv 第 3 行：P8 在第 2 行已有，两行内容不同。请只留一行。']);
    });
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
      await house.commands.execute(
        new RecordCommand({ unit: '900001', fiscalYear: 2020 }, each, { commandId: randomUUID(), actor: '测试' }),
      );
    const rows = await table('gz-2020-final', '3');
    expect(rows).toContainEqual([null, '未列科目', '0.01']);
    const trace = await house.queries.execute(
      new TraceCell({ ...TARGET, edition: 'gz-2020-final', table: '3', row: '21015/未列科目', column: '本年支出合计' }),
    );
    expect([trace.cell.exact, trace.entries.map(({ line }) => line)]).toEqual(['100.00', ['J1']]);
    expect(trace.bridge.at(-1)).toMatchObject({ amount: '100.00' });

    const asked = { ...TARGET, edition: 'gz-2020-final' };
    for (const format of ['xlsx', 'docx', 'html', 'json'] as const) {
      const { bytes } = await house.queries.execute(new ExportReport(asked, format));
      expect(await house.commands.execute(new VerifyFile(Buffer.from(bytes), null))).toMatchObject({ verdict: '相符' });
      if (format === 'html' || format === 'json') expect(Buffer.from(bytes).toString()).toContain('未列科目');
    }
  });
});
