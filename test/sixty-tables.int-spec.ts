import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ExportReport, GetReport, LoadDataset, TraceCell, UserError } from '@yujue/application';
import { IntakeDocument } from '@yujue/application/intake';
import { startDocuments } from './support/documents';
import { type Intake } from '@yujue/fitting';
import { publishedTextPath } from '@yujue/published/testing';
import { DOCUMENTS, publishedFigures } from '@yujue/reporting/testing';
import { formatYuan, parseYuan, sum } from '@yujue/money';
import { type ListJson, toReportJson } from '@yujue/reporting';
import { type TestApplication, startApplication } from './support/application';

const DEPARTMENTS = {
  'gz-2020-final': 'gz-ybj',
  'gz-2021-unit-budget': 'gz-ybzx',
  'gz-2026-budget': 'gz-ybj',
  'qy-2025-budget': 'qy-ybj',
  'sz-2023-unit-budget': 'sz-ybzx',
} as const;

type PublishedEdition = keyof typeof DEPARTMENTS;

const FIRST_TABLES = ['1', '3', '5', '13'];

/** The lines of a text that begin with 目标 N：, without the blanks that extraction puts beside digits. */
const goalsIn = (text: string): string[] =>
  (text.match(/^目标 ?\d：.*$/gm) ?? []).map((goal) => goal.replaceAll(/\s/g, ''));

/** The lists of a table with 年度总体目标 above them, as they are published. */
const withGoals = (goals: readonly string[], lists: readonly ListJson[]): ListJson[] => [
  { title: '年度总体目标', columns: ['目标'], rows: goals.map((goal) => [goal]) },
  ...lists,
];

/** Every document, taken in from its text, loaded and reported. */
describe('五份文件的六十张表，由公开文件的数（删去文字说明）拟合、装载、再印出来', () => {
  let application: TestApplication;
  let folder: string;

  beforeAll(async () => {
    application = await startApplication();
    folder = mkdtempSync(join(tmpdir(), 'yujue-intake-'));
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(DOCUMENTS.map((document) => [document.edition, document] as const))(
    '%s：逐表、逐行、逐格与公布的相同',
    async (edition, document) => {
      const { fit } = await takeIn(publishedTextPath(edition), join(folder, edition));
      expect([fit.contradictions, fit.mismatches]).toEqual([[], []]);
      await application.commands.execute(new LoadDataset(join(folder, edition)));
      await application.catchUp();
      const { tables } = await report(application, edition, document.fiscalYear);
      const published = publishedFigures(document.edition).tables;
      expect(tables.map(({ no, title, columns }) => [no, title, columns])).toEqual(
        published.map(({ no, title, columns }) => [no, title, columns]),
      );
      for (const [index, table] of published.entries()) {
        expect(tables[index]!.rows).toEqual(table.rows.map((row) => expect.objectContaining(row)));
        expect(tables[index]!.lists).toEqual(table.lists && withGoals(goalsIn(textOf(edition)), table.lists));
      }
    },
  );

  it.each(DOCUMENTS.map(({ edition, fiscalYear }) => [edition, fiscalYear] as const))(
    '%s：追溯到的分录合计等于该格，并且都标明拟合',
    async (edition, fiscalYear) => {
      const scope = { edition, department: DEPARTMENTS[edition], fiscalYear };
      const { filled } = await application.queries.execute(new GetReport(scope));
      let traced = 0;
      for (const table of filled.tables.filter(({ no }) => FIRST_TABLES.includes(no))) {
        for (const row of table.rows.slice(0, 4)) {
          for (const cell of row.cells) {
            if (!cell?.exact) continue;
            const place = { table: table.no, row: row.code ?? row.name, side: row.side ?? undefined };
            const trace = await application.queries.execute(new TraceCell({ ...scope, ...place, column: cell.column }));
            expect(trace.cell.exact).toBe(formatYuan(cell.exact));
            expect(sum(trace.entries.map(({ amount }) => parseYuan(amount)))).toBe(cell.exact);
            expect(trace.entries.every(({ basis }) => basis === 'fitted')).toBe(true);
            traced += 1;
          }
        }
      }
      expect(traced).toBeGreaterThan(5);
    },
  );

  it('导出的文件写明是由哪份文件拟合的', async () => {
    const scope = { edition: 'qy-2025-budget', department: 'qy-ybj', fiscalYear: 2025 };
    const { stamp } = await application.queries.execute(new ExportReport(scope, 'xlsx'));
    expect(stamp.fittedTo).toBe('qy-2025-budget.txt');
  });

  it('同一份文件再读一次，写出相同的文件夹，装载不作改动', async () => {
    await takeIn(publishedTextPath('qy-2025-budget'), join(folder, 'qy-2025-budget'));
    const again = await application.commands.execute(new LoadDataset(join(folder, 'qy-2025-budget')));
    expect(again.alreadyLoaded).toBe(true);
  });
});

describe('读入公布文件时的拒绝', () => {
  const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('文件不存在', () => expect(takeIn(join(home, '无.txt'), join(home, 'a'))).rejects.toThrow(UserError));

  it('不认识的文件，说出认得什么', async () => {
    writeFileSync(join(home, '通知.txt'), '关于召开会议的通知\n请准时参加。\n');
    await expect(takeIn(join(home, '通知.txt'), join(home, 'a'))).rejects.toThrow(/版式/);
    expect(existsSync(join(home, 'a'))).toBe(false);
  });
});

async function report(application: TestApplication, edition: PublishedEdition, fiscalYear: number) {
  const question = { edition, department: DEPARTMENTS[edition], fiscalYear };
  const { filled, head } = await application.queries.execute(new GetReport(question));
  return toReportJson(filled, head);
}

const textOf = (edition: PublishedEdition): string => readFileSync(publishedTextPath(edition), 'utf8');

const takeIn = (file: string, out: string): Promise<Intake> =>
  withDocuments((documents) => documents.get(CommandBus).execute(new IntakeDocument({ file, out })));

/** What reads documents, with the rules that ship with the program alone. */
async function withDocuments<T>(work: (documents: INestApplicationContext) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'yujue-home-'));
  const documents = await startDocuments(home);
  try {
    return await work(documents);
  } finally {
    await documents.close();
    rmSync(home, { recursive: true });
  }
}
