import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Following, LoadDataset } from '@yujue/application';
import { type TestDatabase, createTestDatabase } from '@yujue/database/testing';
import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { createServer } from '../apps/api/src/server';
import { writeDataset } from './support/small-dataset';
import { documentedHttp } from './support/documented-answers';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WHOSE = { department: 'small', year: 2020 };
const payments = (...rows: string[]) => ['支付编号,日期,指标编号,金额（元）,收款人', ...rows].join('\n');

describe('HTTP 导入清单', () => {
  let database: TestDatabase;
  let app: NestExpressApplication;
  beforeAll(async () => {
    database = await createTestDatabase();
    const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
    app = await createServer({ configuration: { home, databaseUrl: database.url, port: 0, host: '127.0.0.1' } });
    await app.init();
    app.get(Following).start();
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const http = () => documentedHttp(app);
  const send = (what: 'preview' | 'load', body: string | Buffer, more: object = {}, type = 'text/csv') =>
    http()
      .post(`/api/v1/lists/${what}`)
      .query({ ...WHOSE, kind: '支付', file: '三月.csv', ...more })
      .set('Content-Type', type)
      .send(body);

  it('没有部门时，页面说明先做什么', async () =>
    expect((await http().get('/lists').expect(200)).text).toContain('还没有可以导入的部门和年度'));

  describe('装载部门以后', () => {
    beforeAll(async () => {
      const { position } = await app.get(CommandBus).execute(new LoadDataset(await writeDataset()));
      await app.get(Following).waitFor(position, 30_000);
    });

    it('预览不写，导入写一次，再导入不作改动', async () => {
      const file = payments('W1,2020-04-01,A1,1.00,店', 'W2,2020-04-01,A1,2.00,店');
      expect((await send('preview', file).expect(200)).body).toMatchObject({
        rows: { fresh: 2 },
        amount: '3.00',
        position: null,
      });
      expect((await send('load', file).expect(200)).body).toMatchObject({ rows: { fresh: 2 }, events: 2 });
      expect((await send('load', file).expect(200)).body).toMatchObject({ rows: { recorded: 2, fresh: 0 }, events: 0 });
    });

    it('列的对应和取值写在地址中', async () => {
      const { body } = await send('preview', '甲,丙,丁\nV1,A1,5', {
        map: ['甲=支付编号', '丙=指标编号', 'C=金额'],
        set: '日期=2020-04-30',
        unit: '万元',
      }).expect(200);
      expect(body).toMatchObject({ amount: '50000.00', sample: [{ values: { 日期: '2020-04-30' } }] });
    });

    it('有问题的文件是 422，逐行列出', async () => {
      const { body } = await send('load', payments('V1,2020-04-01,A9,1.00,店')).expect(422);
      expect(body).toMatchObject({
        code: 'LIST_INVALID',
        details: [expect.stringContaining('三月.csv 第 2 行 C 列：没有指标 A9')],
      });
    });

    it('过大的文件、不对的类型、写错的参数', async () => {
      expect((await send('preview', Buffer.alloc(OFFICE_FILE_BYTES_MAX + 1, 'a')).expect(422)).body.code).toBe(
        'FILE_TOO_LARGE',
      );
      expect((await send('preview', 'a', {}, 'text/plain').expect(422)).body.code).toBe('UPLOAD_TYPE_INVALID');
      expect((await send('preview', 'a', { kind: '别的' }).expect(422)).body.details).toEqual([
        expect.stringContaining('kind 应为 指标、调整、支付、项目、单位、科目 之一'),
      ]);
    });

    it('模板可以下载，写明部门时原样可以导入', async () => {
      const { body, headers } = await http()
        .get(`/api/v1/lists/templates/${encodeURIComponent('指标')}`)
        .query(WHOSE)
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
        })
        .expect(200);
      expect(headers['content-type']).toContain(XLSX);
      expect(headers['content-disposition']).toContain(encodeURIComponent('指标导入模板.xlsx'));
      const outcome = await send('load', body as Buffer, { kind: '指标' }, XLSX).expect(200);
      expect(outcome.body).toMatchObject({ rows: { fresh: 2 }, amount: '920000.00' });
    });

    it('网页：选文件、看预览、按导入；问题标在行上，不出现导入按钮', async () => {
      expect((await http().get('/lists').expect(200)).text).toContain('small/2020');
      const upload = (content: string) =>
        http()
          .post('/lists/preview')
          .field({ year: 'small/2020', kind: '支付', unit: '', map: '', set: '' })
          .attach('file', Buffer.from(content), '四月<b>.csv');
      const bad = (await upload(payments('U1,2020-04-01,A9,1.00,店')).expect(200)).text;
      expect(bad).toContain('没有指标 A9');
      expect(bad).not.toContain('<button>');
      expect(bad).not.toContain('四月<b>');
      const twice = (await upload(payments('U1,2021-04-01,A1,99999.00,店')).expect(200)).text;
      expect(twice).toContain('有 2 处问题');
      for (const sentence of ['不在 2020 年度内', '指标 A1 可用额度']) expect(twice).toContain(sentence);
      const good = (await upload(payments('U1,2020-04-01,A1,1.00,店')).expect(200)).text;
      const token = /name="token" value="([^"]+)"/.exec(good)![1]!;
      const done = await http().post('/lists/load').type('form').send({ token }).expect(200);
      expect(done.text).toContain('已导入 1 行，合计 1.00 元');
      await http().post('/lists/load').type('form').send({ token: '别的' }).expect(404);
    });
  });
});
