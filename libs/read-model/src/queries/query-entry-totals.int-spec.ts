import { type EntrySelection } from '@yujue/facts';
import { type LedgerEvent, nonTaxLineId } from '@yujue/ledger';
import { sum } from '@yujue/money';
import { Projector } from '../projector/projector';
import {
  DEPARTMENT,
  HEAD_OFFICE,
  YEAR,
  appropriated,
  headOffice,
  line,
  opened,
  paid,
  paper,
  registered,
} from '../testing/facts-of-a-year';
import { randomLog } from '../testing/random-log';
import { TestLog } from '../testing/test-log';
import { type TestReadModel, createTestReadModel } from '../testing/test-read-model';

const year = { department: DEPARTMENT, fiscalYear: YEAR };

describe('分录的合计', () => {
  let tables: TestReadModel;
  let log: TestLog;

  const project = async (): Promise<void> => {
    const projector = new Projector({ store: log.store, url: tables.url });
    expect(await projector.catchUp()).toMatchObject({ behind: false, error: null });
    await projector.close();
  };

  beforeEach(async () => {
    tables = await createTestReadModel();
    log = new TestLog();
  });
  afterEach(() => tables.close());

  it('随机日志，各种范围：笔数和金额按指标、按文号都与逐笔相加的相同', async () => {
    for (const { stream, events } of randomLog(7, 300)) await log.record(stream, ...events);
    await project();
    const all = await tables.readModel.entries(year);
    const middle = all[Math.floor(all.length / 2)]!;
    const someLines = (await tables.readModel.lines(DEPARTMENT, YEAR)).filter((_, index) => index % 3 === 0);
    const selections: EntrySelection[] = [
      year,
      { ...year, lines: someLines },
      { ...year, asOf: '2020-06-15', measures: ['disbursed', 'appropriated'] },
      { ...year, knownAt: middle.recordedAt },
      { ...year, lines: someLines, upTo: middle.position },
    ];
    for (const selection of selections) {
      const entries = await tables.readModel.entries(selection);
      expect(entries.length).toBeGreaterThan(0);
      const totals = await tables.readModel.lineTotals(selection);
      expect(totals.map(({ entries: count }) => count).reduce((a, b) => a + b)).toBe(entries.length);
      for (const total of totals) {
        const own = entries.filter((it) => it.measure === total.measure && isSame(it.line, total.line));
        expect([total.entries, total.amount]).toEqual([own.length, sum(own.map(({ amount }) => amount))]);
      }
      const documents = await tables.readModel.documentTotals(selection);
      const keys = documents.map(keyOf);
      // In the order in which the log first has them, and each once.
      expect(keys).toEqual([...new Set(entries.map(keyOf))]);
      for (const document of documents) {
        const own = entries.filter((it) => keyOf(it) === keyOf(document));
        expect(document.amount).toBe(sum(own.map(({ amount }) => amount)));
      }
    }
  });

  describe('选定的指标', () => {
    const id = nonTaxLineId('罚没收入', '纳入预算管理');
    const collected: LedgerEvent = {
      type: 'NonTaxRevenueCollected',
      data: { ...paper('2020-02-01'), category: '罚没收入', account: '纳入预算管理', amount: '5.00' },
    };

    beforeEach(async () => {
      await log.record(`department-${DEPARTMENT}-${YEAR}`, registered([HEAD_OFFICE]));
      await log.record(headOffice, opened(), appropriated([[line(id), '100.00']]), collected);
      await project();
    });

    it('旧日志里与非税项目同号的，各取各的', async () => {
      const countOf = async (nonTaxCategory: string | null) => {
        const selection = { ...year, lines: [{ unit: HEAD_OFFICE, id, nonTaxCategory }] };
        const entries = await tables.readModel.entries(selection);
        const totals = await tables.readModel.lineTotals(selection);
        const documents = await tables.readModel.documentTotals(selection);
        return [entries, totals, documents].map((them) => them.map(({ measure }) => measure));
      };
      expect(await countOf(null)).toEqual([['appropriated'], ['appropriated'], ['appropriated']]);
      expect(await countOf('罚没收入')).toEqual([['nonTax'], ['nonTax'], ['nonTax']]);
    });

    it('不选任何指标或任何口径，什么都没有', async () => {
      for (const nothing of [{ lines: [] }, { measures: [] }]) {
        const selection = { ...year, ...nothing };
        expect(await tables.readModel.entries(selection)).toEqual([]);
        expect(await tables.readModel.lineTotals(selection)).toEqual([]);
        expect(await tables.readModel.documentTotals(selection)).toEqual([]);
      }
    });

    it('截至日志的某个位置：此后登记的不算，还没有任何分录的位置是空的', async () => {
      const before = await tables.readModel.position();
      await log.record(headOffice, paid(id, '40.00', '2020-03-01'));
      await project();
      const selection = { ...year, measures: ['disbursed', 'appropriated'] as const };
      const measures = async (upTo: string) =>
        (await tables.readModel.entries({ ...selection, upTo })).map(({ measure }) => measure);
      expect(await measures((await tables.readModel.position())!)).toEqual(['appropriated', 'disbursed']);
      expect(await measures(before!)).toEqual(['appropriated']);
      expect(await tables.readModel.lineTotals({ ...selection, upTo: before! })).toMatchObject([{ entries: 1 }]);
      expect(await measures('0')).toEqual([]);
    });
  });
});

interface Line {
  readonly unit: string;
  readonly id: string;
  readonly nonTaxCategory: string | null;
}

const isSame = (a: Line, b: Line): boolean =>
  a.unit === b.unit && a.id === b.id && (a.nonTaxCategory === null) === (b.nonTaxCategory === null);

const keyOf = (it: { measure: string; documentNo: string; occurredOn: string | null; reason: string }): string =>
  JSON.stringify([it.measure, it.documentNo, it.occurredOn, it.reason]);
