import { type Figure, duration } from '../figure';
import { payableLines } from '../generated-year';
import { type Bench } from './bench';
import { withProtocolServer } from './protocol-server';

const COLD_MS_AIM = 500;

/** A command on a unit's year that has had very many events: in a new process, and in one that knows the year. */
export async function* longYear(bench: Bench): AsyncGenerator<Figure> {
  yield* longYearOn(bench, 'PostgreSQL');
  yield* withProtocolServer((eventStoreUrl) => longYearOn(bench, 'EventStoreDB', eventStoreUrl));
}

async function* longYearOn(bench: Bench, name: string, eventStoreUrl?: string): AsyncGenerator<Figure> {
  const { longYearEvents: events, longYearCommands: repetitions } = bench.sizes;
  const places = { url: await bench.createDatabase(), ...(eventStoreUrl !== undefined && { eventStoreUrl }) };
  const folder = await bench.generatedYear(0);
  const unit = payableLines()[0]?.unit ?? '';
  await bench.run('fillLog', { ...places, folder, unit, from: 0, to: events, total: events });
  await bench.run('measureLongYear', { ...places, unit, repetitions: 1 });
  const { result, peakBytes } = await bench.run('measureLongYear', { ...places, unit, repetitions });
  const { coldMs, snapshotMs, warmMedianMs, warmSlowestMs, insertMedianMs } = result;
  if (snapshotMs === null) throw new Error('The first command left no snapshot.');
  yield {
    measure: `${name}: first command on a year of ${events} events`,
    reached: duration(coldMs),
    floor: `read and parse the snapshot: ${duration(snapshotMs)}`,
    ratio: coldMs / snapshotMs,
    peakBytes,
    aim: { words: `≤ ${COLD_MS_AIM} ms`, held: coldMs <= COLD_MS_AIM },
  };
  yield {
    measure: `${name}: further commands on it`,
    reached: `${duration(warmMedianMs)} (slowest ${duration(warmSlowestMs)})`,
    floor: `INSERT: ${duration(insertMedianMs)}`,
    ratio: warmMedianMs / insertMedianMs,
    peakBytes,
  };
}
