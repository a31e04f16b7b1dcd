import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type CommandBus } from '@nestjs/cqrs';
import {
  GetExecution,
  GetReport,
  type ListQuestion,
  LoadDataset,
  LoadList,
  PreviewList,
  RecordCommand,
  Register,
  type Registration,
  type UserError,
} from '@yujue/application';
import { type ListKind } from '@yujue/list-import';
import { toExecutionJson, toReportJson } from '@yujue/reporting';
import { type TestApplication, startApplication } from '../support/application';
import { writeDataset } from '../support/small-dataset';

export const TARGET = { department: 'small', fiscalYear: 2020 };
/** The header of a list of 指标 that names projects. */
export const ALLOTMENTS = '文号,日期,指标编号,预算单位,资金性质,功能分类,经济分类,支出类别,项目编码,项目名称,金额';

/** 年初预算 of 4,750.00 on a line that is new. */
export const allot = (line: { id: string; functionCode?: string; projectCode?: string | null }, unit = '900001') => ({
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

export const refusalOf = (doing: Promise<unknown>): Promise<UserError> =>
  doing.then(
    () => Promise.reject(new Error('应当拒绝')),
    (error: UserError) => error,
  );

/** An instant after everything that was recorded, and before everything that will be. */
export async function thisMoment(): Promise<string> {
  const now = Date.now();
  while (Date.now() <= now + 1) await setTimeout(1);
  return new Date(now + 1).toISOString();
}

/** A small department's office, which registers what its ledgers refer to. */
export class RegisteringOffice {
  private constructor(readonly application: TestApplication) {}

  static async start(): Promise<RegisteringOffice> {
    const application = await startApplication();
    await application.commands.execute(new LoadDataset(await writeDataset()));
    return new RegisteringOffice(application);
  }

  close(): Promise<void> {
    return this.application.close();
  }

  question(kind: ListKind, content: string | Buffer): ListQuestion {
    return { kind, bytes: Buffer.from(content), fileName: '清单.csv', ...TARGET };
  }

  preview(kind: ListKind, ...lines: string[]) {
    return this.application.queries.execute(new PreviewList(this.question(kind, lines.join('\n'))));
  }

  load(kind: ListKind, ...lines: string[]) {
    return this.application.commands.execute(new LoadList(this.question(kind, lines.join('\n')), '张会计'));
  }

  register(registration: Registration, commandId: string = randomUUID()) {
    return this.application.commands.execute(new Register(TARGET, [registration], { commandId, actor: '李科长' }));
  }

  record(
    { target, command }: Pick<RecordCommand, 'target' | 'command'>,
    commands: CommandBus = this.application.commands,
  ) {
    return commands.execute(new RecordCommand(target, command, { commandId: randomUUID(), actor: '测试' }));
  }

  /** Of each row of December's execution: code, name and 全年预算数. */
  async execution(by: 'project' | 'unit' | 'function') {
    await this.application.catchUp();
    const { report } = await this.application.queries.execute(new GetExecution({ ...TARGET, month: 12, by }));
    return toExecutionJson(report).rows.map(({ code, name, values }) => [code, name, values[3]]);
  }

  /** Of each row of a table: code, name and first value. */
  async table(edition: string, no: string, knownAt?: string) {
    await this.application.catchUp();
    const asked = { ...TARGET, edition, table: no, knownAt };
    const { filled, head } = await this.application.queries.execute(new GetReport(asked));
    return toReportJson(filled, head).tables[0]!.rows.map(({ code, name, values }) => [code, name, values[0]]);
  }
}
