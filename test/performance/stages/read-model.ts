import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CatchUp, GetReport, RebuildReadModel } from '@yujue/application';
import { type Client } from 'pg';
import { DEPARTMENT, EDITION, FISCAL_YEAR } from '../generated-year';
import { type Work, quantile, timed } from '../stopwatch';
import { withApplication } from './application';
import { withClient } from './floor';

export interface ReadModelSettings {
  readonly url: string;
}

/** Brings the read model up to the log; counts the events that it added. */
export const projectLog = ({ url }: ReadModelSettings): Promise<Work> =>
  withApplication(url, (application) =>
    timed(async () => {
      const before = await eventsCovered(url);
      const { behind, error, events } = await application.get(CommandBus).execute(new CatchUp());
      if (behind) throw new Error(error ?? 'The read model is behind the log.');
      return events - before;
    }),
  );

/** Folds the log again beside the live tables, compares and switches, as `yujue rebuild` does. */
export const rebuildReadModel = ({ url }: ReadModelSettings): Promise<Work> =>
  withApplication(url, (application) =>
    timed(async () => {
      const { events, differences, switched } = await application.get(CommandBus).execute(new RebuildReadModel());
      if (differences.length > 0 || !switched) throw new Error('The rebuilt tables differ from the live ones.');
      return events;
    }),
  );

export interface TablesSettings extends ReadModelSettings {
  readonly repetitions: number;
}

export interface TablesResult {
  readonly tables: number;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly slowestMs: number;
  /** Reading the rows that the tables are summed from, without making tables of them. */
  readonly floorMedianMs: number;
}

/** Asks for all tables of the edition, one question after the other. */
export const measureTables = ({ url, repetitions }: TablesSettings): Promise<TablesResult> =>
  withApplication(url, async (application) => {
    const queries = application.get(QueryBus);
    const question = { edition: EDITION, department: DEPARTMENT, fiscalYear: FISCAL_YEAR };
    const ask = async () => (await queries.execute(new GetReport(question))).filled.tables.length;
    const first = await timed(ask);
    const later: number[] = [];
    const floor: number[] = [];
    await withClient(url, async (client) => {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        later.push((await timed(ask)).ms);
        floor.push((await timed(() => readBalances(client))).ms);
      }
    });
    return {
      tables: first.count,
      firstMs: first.ms,
      medianMs: quantile(later, 0.5),
      slowestMs: quantile(later, 1),
      floorMedianMs: quantile(floor, 0.5),
    };
  });

async function readBalances(client: Client): Promise<number> {
  const { rows } = await client.query(
    'SELECT * FROM read_model.line_month JOIN read_model.budget_line USING (line_key)',
  );
  return rows.length;
}

const eventsCovered = (url: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ events: string }>('SELECT event_no AS events FROM read_model.checkpoint');
    return Number(rows[0]?.events);
  });
