import { type TestReadModel, createTestReadModel } from '../testing/test-read-model';
import { DOCUMENTS } from './query-documents';
import { ENTRIES_OF_LINES, ENTRIES_PAGE } from './query-entries';

const EVENTS = 60_000;
const UNITS = 300;

describe('在大的日记账里翻页', () => {
  let tables: TestReadModel;

  beforeAll(async () => {
    tables = await createTestReadModel();
    await tables.pool.query(`
      INSERT INTO read_model.department_year
      SELECT 'd', 2020, 'd', 'd', array_agg('U' || n ORDER BY n), '{}' FROM generate_series(1, ${UNITS}) n;
      INSERT INTO read_model.unit_year SELECT n, 'U' || n, 2020, 'U', '行政', 'd', '2020-01-01', NULL, 0
      FROM generate_series(1, ${UNITS}) n;
      INSERT INTO read_model.budget_line (line_key, unit_year_key, line_id, origin_year, payment_mode)
      SELECT n, n, 'A', 2020, '国库集中支付' FROM generate_series(1, ${UNITS}) n;
      INSERT INTO read_model.journal_event
      SELECT n, '2020-06-01', 100, 1 + n % ${UNITS}, '2020-06-01', gen_random_uuid(), lpad(n::text, 20, '0'), 'DisbursementMade',
             'P' || n, '付' FROM generate_series(1, ${EVENTS}) n;
      INSERT INTO read_model.journal_entry SELECT n, 100, 1 + n % ${UNITS}, '2020-06-01', 0, 9 FROM generate_series(1, ${EVENTS}) n;
      ANALYZE`);
  });

  afterAll(() => tables.close());

  const planOf = async (statement: string, values: unknown[]): Promise<string> => {
    const { rows } = await tables.pool.query<Record<'QUERY PLAN', string>>(`EXPLAIN ${statement}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('单据的一页按单位的索引取，不读整个日记账', async () => {
    const page = ['d', 2020, '2020-01-01', '2020-12-31', null, null, '30000', 100];
    const plan = await planOf(DOCUMENTS, page);
    expect(plan).toContain('journal_event_unit_year_key_event_no_idx');
    expect(plan).not.toContain('Seq Scan on journal');
  });

  it('分录的一页按单位的索引取，不读整个日记账', async () => {
    const page = ['d', 2020, '2020-01-01', '2020-12-31', null, null, null, '30000', 0, 100];
    const plan = await planOf(ENTRIES_PAGE, page);
    expect(plan).toContain('journal_event_unit_year_key_event_no_idx');
    expect(plan).not.toContain('Seq Scan on journal');
  });

  it.each([
    ['一个指标的一页按指标的索引取', 1, 'journal_entry_line_key_occurred_on_idx', 'journal_entry_pkey'],
    ['多数指标的一页按登记的次序取，取够就停', UNITS, 'journal_entry_pkey', 'Sort'],
  ])('%s', async (_name, lines, expected, notExpected) => {
    const keys = Array.from({ length: lines }, (_, index) => index + 1);
    const page = [keys, '2020-01-01', '2020-12-31', null, null, null, '30000', 0, 100];
    const plan = await planOf(ENTRIES_OF_LINES, page);
    expect(plan).toContain(expected);
    expect(plan).not.toContain(notExpected);
  });

  it('一页一页翻到底，每笔恰好一次，次序是登记的次序', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const question = { department: 'd', fiscalYear: 2020, limit: 10_000, ...(after && { after }) };
      const page = await tables.readModel.entries(question);
      seen.push(...page.map(({ position }) => position));
      after = page.at(-1)?.cursor;
      if (page.length === 0) break;
    }
    expect(seen).toHaveLength(EVENTS);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});
