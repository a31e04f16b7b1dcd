import { Readable, Writable } from 'node:stream';
import { ExportLog, GetReport, ImportLog, LoadDataset, VerifyLog } from '@yujue/application';
import { toReportJson } from '@yujue/reporting';
import { type TestApplication, startApplication } from '../support/application';
import { PUBLISHED, withoutNotes } from '../support/published';
import { SAMPLE } from '../support/yujue';
import { startProtocolServer } from './eventstoredb-fixture';

const QUESTION = { edition: 'gz-2020-final', department: 'gz-ybj', fiscalYear: 2020 };

describe('示例年度，分别存在两种事件库中', () => {
  const closings: (() => Promise<void>)[] = [];
  let onPostgres: TestApplication;
  let onEventStoreDb: TestApplication;
  beforeAll(async () => {
    onPostgres = await open();
    onEventStoreDb = await open(await aServer());
    for (const application of [onPostgres, onEventStoreDb]) {
      await application.commands.execute(new LoadDataset(SAMPLE));
      await application.catchUp();
    }
  });
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
  });

  async function aServer(): Promise<string> {
    const { server, drop } = await startProtocolServer({ reading: { foreignEvents: 'dense' } });
    closings.push(drop);
    return server.url;
  }
  async function open(eventStoreUrl?: string): Promise<TestApplication> {
    const application = await startApplication(undefined, eventStoreUrl);
    closings.push(() => application.close());
    return application;
  }

  it('十张表都与公布的相同', async () => {
    for (const application of [onPostgres, onEventStoreDb]) expect(await tablesOf(application)).toEqual(PUBLISHED);
  });

  it('校验值相同：同样的事件，同样的链', async () => {
    const [here, there] = [await verified(onPostgres), await verified(onEventStoreDb)];
    expect(here.fault).toBeNull();
    expect(there).toMatchObject({
      fault: null,
      eventsChecked: here.eventsChecked,
      streamsChecked: here.streamsChecked,
    });
  });

  it('搬到另一种库、再搬回来：三个文件逐字节相同，表也相同', async () => {
    const file = await exported(onPostgres);
    const there = await open(await aServer());
    expect(await imported(there, file)).toMatchObject({ present: 0 });
    const back = await open();
    await imported(back, await exported(there));
    for (const application of [there, back]) {
      expect((await exported(application)) === file).toBe(true);
      const { position: _, ...verdict } = await verified(onPostgres);
      expect(await verified(application)).toMatchObject(verdict);
      await application.catchUp();
      expect(await tablesOf(application)).toEqual(PUBLISHED);
    }
  });
});

async function tablesOf({ queries }: TestApplication) {
  const { filled, head } = await queries.execute(new GetReport(QUESTION));
  return withoutNotes(toReportJson(filled, head).tables);
}

const verified = ({ commands }: TestApplication) => commands.execute(new VerifyLog());

const imported = ({ commands }: TestApplication, file: string) =>
  commands.execute(new ImportLog(Readable.from([Buffer.from(file)], { objectMode: false })));

async function exported({ commands }: TestApplication): Promise<string> {
  const chunks: Buffer[] = [];
  const write = (chunk: Buffer, _encoding: unknown, done: () => void) => {
    chunks.push(chunk);
    done();
  };
  await commands.execute(new ExportLog(new Writable({ write })));
  return Buffer.concat(chunks).toString('utf8');
}
