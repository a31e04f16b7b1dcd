import { type INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { budgetStream } from '@yujue/ledger';
import { FISCAL_YEAR, payableLines } from '../generated-year';
import { quantile, timed } from '../stopwatch';
import { withApplication } from './application';
import { storedEventBytes, withClient, withFloorInserts } from './floor';
import { payOverBus, payer } from './payer';

/** The size of a payment in PostgreSQL, for runs whose events are stored elsewhere. */
const EVENT_BYTES = 700;

export interface LongYearSettings {
  readonly url: string;
  /** The EventStoreDB that holds the log; absent when the database holds it. */
  readonly eventStoreUrl?: string;
  readonly unit: string;
  /** Commands after the first one. */
  readonly repetitions: number;
}

export interface LongYearResult {
  /** The first command, for which the year must be loaded. */
  readonly coldMs: number;
  readonly warmMedianMs: number;
  readonly warmSlowestMs: number;
  /** Reading and parsing the year's snapshot as it was before; null when there was none. */
  readonly snapshotMs: number | null;
  /** One row in a transaction. */
  readonly insertMedianMs: number;
}

/** Pays from a unit's year in a process that has not seen it before, and then again and again, one at a time. */
export async function measureLongYear(settings: LongYearSettings): Promise<LongYearResult> {
  const { url, eventStoreUrl, unit, repetitions } = settings;
  const snapshotMs = await readSnapshot(url, unit);
  const payFromIt = async (application: INestApplicationContext) => {
    const lines = payableLines().filter((line) => line.unit === unit);
    const pay = payer(payOverBus(application.get(CommandBus)), lines);
    return { cold: await timed(pay), warm: await repeated(repetitions, pay) };
  };
  const { cold, warm } = await withApplication(url, payFromIt, eventStoreUrl);
  const floor = { url, bytes: eventStoreUrl ? EVENT_BYTES : await storedEventBytes(url), connections: 1 };
  const inserts = await withFloorInserts(floor, async ([insert]) => (insert ? repeated(repetitions, insert) : []));
  return {
    coldMs: cold.ms,
    warmMedianMs: quantile(warm, 0.5),
    warmSlowestMs: quantile(warm, 1),
    snapshotMs,
    insertMedianMs: quantile(inserts, 0.5),
  };
}

async function repeated(times: number, work: () => Promise<number>): Promise<number[]> {
  const ms: number[] = [];
  for (let time = 0; time < times; time++) ms.push((await timed(work)).ms);
  return ms;
}

const readSnapshot = (url: string, unit: string): Promise<number | null> =>
  withClient(url, async (client) => {
    const { ms, count } = await timed(async () => {
      const { rows } = await client.query<{ state: string }>(
        'SELECT state FROM event_store.snapshot WHERE stream = $1',
        [budgetStream(unit, FISCAL_YEAR)],
      );
      // Before the year itself is the id of the event that it was written after.
      rows.forEach(({ state }) => void JSON.parse(state.slice(state.indexOf('{'))));
      return rows.length;
    });
    return count === 0 ? null : ms;
  });
