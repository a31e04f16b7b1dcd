import { Writable } from 'node:stream';
import {
  ExportLog,
  GetUnitYear,
  type ListQuestion,
  LoadDataset,
  LoadList,
  PreviewList,
  type UserError,
} from '@yujue/application';
import { type ListKind } from '@yujue/list-import';
import { type TestApplication, startApplication } from '../support/application';
import { writeDataset } from '../support/small-dataset';

export const UNIT = '900001';
export const PAYMENTS = '支付编号,日期,指标编号,金额（元）,收款人,摘要';

export const csv = (...lines: string[]) => lines.join('\n');

/** For each test of a suite, the application with the small department loaded, and what tests of lists ask of it. */
export function listsOffice() {
  let application: TestApplication;
  beforeEach(async () => {
    application = await startApplication();
    await application.commands.execute(new LoadDataset(await writeDataset()));
  });
  afterEach(() => application.close());

  const question = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}): ListQuestion => ({
    kind,
    bytes: Buffer.from(content),
    fileName: '清单.csv',
    department: 'small',
    fiscalYear: 2020,
    ...more,
  });
  const load = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}) =>
    application.commands.execute(new LoadList(question(kind, content, more), '张会计'));
  const preview = (kind: ListKind, content: string | Buffer, more: Partial<ListQuestion> = {}) =>
    application.queries.execute(new PreviewList(question(kind, content, more)));
  const events = () =>
    application.commands.execute(new ExportLog(new Writable({ write: (_chunk, _encoding, done) => done() })));
  /** 支付编号 of all payments in the order of the log. */
  const paymentsInOrder = async (): Promise<string[]> => {
    const chunks: Buffer[] = [];
    const write = (chunk: Buffer, _encoding: unknown, done: () => void) => {
      chunks.push(chunk);
      done();
    };
    await application.commands.execute(new ExportLog(new Writable({ write })));
    const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
    return lines.flatMap((line) => (JSON.parse(line) as { data?: { paymentId?: string } }).data?.paymentId ?? []);
  };
  /** What refuses a list; nothing was recorded. */
  const refusalOf = async (kind: ListKind, content: string): Promise<UserError> => {
    const before = await events();
    const refused = await load(kind, content).then(
      () => Promise.reject(new Error('应当拒绝')),
      (error: UserError) => error,
    );
    expect(await events()).toBe(before);
    return refused;
  };
  const amountsOf = async (lineId: string) => {
    const { lines } = await application.queries.execute(new GetUnitYear({ unit: UNIT, fiscalYear: 2020 }));
    return lines.find(({ id }) => id === lineId);
  };
  return { load, preview, events, paymentsInOrder, refusalOf, amountsOf, application: () => application };
}
