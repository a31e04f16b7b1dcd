import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type NestExpressApplication } from '@nestjs/platform-express';
import {
  ExportLog,
  ExportReport,
  Following,
  ImportLog,
  LiveUpdates,
  LoadDataset,
  RebuildReadModel,
  VerifyFile,
} from '@yujue/application';
import { createTestDatabase } from '@yujue/database/testing';
import { PostgresEventStore } from '@yujue/event-store';
import { REPORT_FORMATS, type ReportFormatName } from '@yujue/report-files';
import { createServer } from '../../apps/api/src/server';
import { startApplication } from '../support/application';
import { writeDataset } from '../support/small-dataset';

/** The kinds that are hardest to write come first: a short run verifies the first alone. */
const FORMATS = Object.keys(REPORT_FORMATS).toSorted((a, b) => b.localeCompare(a)) as ReportFormatName[];

/** The program as it serves, with the small department loaded, and what can be asked of it beside HTTP. */
export class FuzzedOffice {
  private constructor(
    readonly app: NestExpressApplication,
    /** Another process's view of the same log. */
    readonly store: PostgresEventStore,
    private readonly closing: () => Promise<void>,
  ) {}

  static async open(): Promise<FuzzedOffice> {
    const database = await createTestDatabase();
    const home = mkdtempSync(join(tmpdir(), 'yujue-fuzz-'));
    const configuration = { home, databaseUrl: database.url, port: 0, host: '127.0.0.1' };
    const app = await createServer({ configuration });
    // The log of 5xx would fill the terminal; the campaign reports each with its seed.
    app.useLogger(false);
    await app.init();
    app.get(Following).start();
    app.get(LiveUpdates).start();
    await app.listen(0, '127.0.0.1');
    await app.get(CommandBus).execute(new LoadDataset(await writeDataset()));
    const store = PostgresEventStore.open({ url: database.url });
    return new FuzzedOffice(app, store, async () => {
      await app.close();
      await store.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    });
  }

  get port(): number {
    return ((this.app.getHttpServer() as Server).address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return this.closing();
  }

  /** Waits until the reports cover the log. Throws when an event cannot be projected. */
  async project(): Promise<void> {
    const following = this.app.get(Following);
    const head = await this.store.head();
    const covered = head === null || (await following.waitFor(head, 60_000));
    const { error } = await following.status();
    if (error !== null || !covered) throw new Error(`The log is not projected: ${error ?? 'not within a minute'}`);
  }

  /** The tables folded again are the tables that grew. */
  async rebuild(): Promise<void> {
    const { differences } = await this.app.get(CommandBus).execute(new RebuildReadModel());
    if (differences.length > 0) throw new Error(`A rebuild differs: ${JSON.stringify(differences).slice(0, 2_000)}`);
  }

  /** The department's tables in every kind of file; one kind a round is verified against the log, which folds it again. */
  async exportReports(round: number): Promise<void> {
    const question = { department: 'small', fiscalYear: 2020, edition: 'gz-2020-final' };
    for (const [index, format] of FORMATS.entries()) {
      const { bytes, stamp } = await this.app.get(QueryBus).execute(new ExportReport(question, format));
      if (index !== round % FORMATS.length) continue;
      const file = new VerifyFile(Buffer.from(bytes), JSON.stringify(stamp));
      const verdict = await this.app.get(CommandBus).execute(file);
      if (verdict.verdict !== '相符')
        throw new Error(`The ${format} does not verify: ${JSON.stringify(verdict).slice(0, 2_000)}`);
    }
  }

  /** The log moves into an empty store and out again, and is the same to the byte; its reports come up there too. */
  async moveLog(): Promise<void> {
    const exported = await this.exportLog(this.app.get(CommandBus));
    const other = await startApplication();
    try {
      await other.commands.execute(new ImportLog(Readable.from([Buffer.from(exported)], { objectMode: false })));
      await other.catchUp();
      const again = await this.exportLog(other.commands);
      if (again !== exported) throw new Error('The log is not the same after it was moved.');
    } finally {
      await other.close();
    }
  }

  private async exportLog(commands: CommandBus): Promise<string> {
    const chunks: Buffer[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    await commands.execute(new ExportLog(output));
    return Buffer.concat(chunks).toString();
  }
}
