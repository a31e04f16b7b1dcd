import { randomUUID } from 'node:crypto';
import { Workbook } from '@protobi/exceljs';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CatchUp, ExportReport, Following, LoadDataset, VerifyFile } from '@yujue/application';
import { type JsonObject, PostgresEventStore } from '@yujue/event-store';
import { rewriteEvent } from '@yujue/event-store/testing';
import { type ReportFormatName, sidecarText } from '@yujue/report-files';
import { strFromU8, unzipSync } from 'fflate';
import { Client } from 'pg';
import { SMALL_FILES, writeDataset } from './support/small-dataset';
import { type TestServer, openServer } from './support/server';

const WARNING = '数据不全：900002 2020 年度台账停在位置';
const REPORTS = '/reports/gz-2020-final';
const question = { edition: 'gz-2020-final', department: 'small', fiscalYear: 2020 };

/** Another department with its own units. */
const OTHER_FILES = Object.fromEntries(
  Object.entries(SMALL_FILES).map(([name, text]) => [
    name,
    text.replaceAll('9000', '8000').replace('code: small', 'code: other'),
  ]),
);

describe('一个单位的事件无法汇入时', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openServer();
    await commands().execute(new LoadDataset(await writeDataset()));
    await commands().execute(new LoadDataset(await writeDataset(OTHER_FILES)));
    await appendUnheard('registers-900002-2020');
    await commands().execute(new CatchUp());
  });
  afterAll(() => server.close());

  const commands = () => server.app.get(CommandBus);
  const http = () => server.http();
  const api = async (path: string, query: object = {}) =>
    (await http().get(`/api/v1/departments/small/years/2020${path}`).query(query).expect(200)).body as {
      warnings?: string[];
    };
  const page = async (path: string) => (await http().get(path).expect(200)).text;

  /** What a newer version of the program might write. */
  const appendUnheard = async (stream: string, data: JsonObject = {}): Promise<void> => {
    const store = PostgresEventStore.open({ url: server.databaseUrl });
    const commandId = randomUUID();
    const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
    const event = { id: randomUUID(), type: 'Unheard', version: 1, data, metadata };
    await store.append({ stream, expected: 'no-stream', commandId, fingerprint: '0'.repeat(64), events: [event] });
    await store.close();
  };

  it('服务仍就绪，说明停住了什么；度量里有数', async () => {
    const { body } = await http().get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'degraded',
      projection: {
        error: null,
        behind: false,
        stopped: [{ stream: 'registers-900002-2020', eventType: 'Unheard', eventsHeld: 1 }],
      },
    });
    const { text } = await http().get('/metrics').expect(200);
    expect(text).toContain('yujue_projection_stopped_streams 1');
    expect(text).toContain('yujue_projection_stopped 0');
  });

  it.each([
    ['报表', REPORTS, {}],
    ['追溯', `${REPORTS}/trace`, { table: '3', row: '合计', column: '本年支出合计' }],
    ['情况说明', `${REPORTS}/narrative`, {}],
    ['勾稽', `${REPORTS}/checks`, {}],
    ['执行', '/execution', { month: 6, by: 'unit' }],
    ['分录', '/entries', {}],
    ['单据', '/vouchers', {}],
  ])('接口的%s带着说明', async (_name, path, query) => {
    expect((await api(path, query)).warnings).toEqual([expect.stringContaining(WARNING) as string]);
  });

  it.each([
    ['报表', '/departments/small/years/2020/gz-2020-final'],
    [
      '追溯',
      `/departments/small/years/2020/gz-2020-final/trace?table=3&row=${encodeURIComponent('合计')}&column=${encodeURIComponent('本年支出合计')}`,
    ],
    ['情况说明', '/departments/small/years/2020/gz-2020-final/narrative'],
    ['勾稽', '/departments/small/years/2020/gz-2020-final/checks'],
    ['执行', '/departments/small/years/2020/execution?month=6&by=unit'],
    ['首页', '/'],
  ])('网页的%s上方有一条说明', async (_name, path) => {
    expect(await page(path)).toMatch(new RegExp(`<p class="band" role="alert">${WARNING}`));
  });

  it('别的部门不受影响', async () => {
    const { body } = await http().get('/api/v1/departments/other/years/2020/reports/gz-2020-final').expect(200);
    expect(body).not.toHaveProperty('warnings');
    expect(await page('/departments/other/years/2020/gz-2020-final')).not.toContain('class="band"');
  });

  const exported = (format: ReportFormatName) => server.app.get(QueryBus).execute(new ExportReport(question, format));

  it.each<[ReportFormatName, (bytes: Uint8Array) => string | Promise<string>]>([
    ['xlsx', textOfWorkbook],
    ['docx', (bytes) => strFromU8(unzipSync(bytes)['word/document.xml']!)],
    ['ofdp', (bytes) => strFromU8(unzipSync(bytes)['datapackage.json']!)],
    ['html', strFromU8],
    ['json', strFromU8],
    ['csv', strFromU8],
  ])('导出的 %s 里有说明，核对仍相符', async (format, textOf) => {
    const { bytes, stamp } = await exported(format);
    expect(await textOf(bytes)).toContain(WARNING);
    const sidecar = format === 'csv' ? sidecarText(stamp) : null;
    expect(await commands().execute(new VerifyFile(Buffer.from(bytes), sidecar))).toMatchObject({ verdict: '相符' });
  });

  it('能读懂之后说明自行消失', async () => {
    const client = new Client({ connectionString: server.databaseUrl });
    await client.connect();
    // As if the program had learned to read it: here the event becomes one that it knows.
    const goal = { register: 'performanceGoals', entryNo: '1', content: { goal: '保障' } };
    await rewriteEvent(client, { type: 'Unheard' }, { type: 'RegisterEntryRecorded', data: goal });
    await client.end();
    server.app.get(Following).start();
    server.app.get(Following).retry();
    for (;;) {
      const { body } = await http().get('/health/ready').expect(200);
      if (body.status === 'up') break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await api(REPORTS)).not.toHaveProperty('warnings');
  });

  it('部门的登记停住时，说明为什么查不到', async () => {
    await appendUnheard('department-gone-2020');
    await commands().execute(new CatchUp());
    const { body } = await http().get('/api/v1/departments/gone/years/2020/reports/gz-2020-final').expect(409);
    expect(body.detail).toContain('gone 2020 年度登记停在位置');
  });

  it('一张单据停住时，列出的单据、状态、报表都说明，报表数字不受影响', async () => {
    await appendUnheard('documents-900002-2020', { documentId: 'DJ9' });
    await commands().execute(new CatchUp());
    const listed = await http().get('/api/v1/units/900002/years/2020/vouchers').expect(200);
    expect(listed.body).toEqual([
      { voucherId: 'DJ9', stoppedFor: expect.stringContaining('停在第 0 号事件 Unheard 之前：') as string },
    ]);
    const { body } = await http().get('/health/ready').expect(200);
    expect((body as { projection: { stopped: unknown[] } }).projection.stopped).toContainEqual(
      expect.objectContaining({ stream: 'documents-900002-2020', eventType: 'Unheard', eventsHeld: 1 }),
    );
    const { warnings } = await api(REPORTS);
    expect(warnings).toEqual([
      expect.stringContaining('单据不全（报表数字不受影响）：900002 2020 年度单据停在位置') as string,
    ]);
    expect(await page('/departments/small/years/2020/gz-2020-final')).toContain('单据不全');
  });
});

async function textOfWorkbook(bytes: Uint8Array): Promise<string> {
  const workbook = new Workbook();
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  const texts: string[] = [];
  workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => void texts.push(String(cell.value))));
  expect(texts).toContain('数据不全，见表下的注');
  return texts.join('\n');
}
