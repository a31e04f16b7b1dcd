import { type Figure, duration } from '../figure';
import { payableLines } from '../generated-year';
import { type Bench } from './bench';

/** A command on a unit's year that has had very many events: in a new process, and in one that knows the year. */
export async function* longYear(bench: Bench): AsyncGenerator<Figure> {
  const { longYearEvents: events, longYearCommands: repetitions } = bench.sizes;
  const url = await bench.createDatabase();
  const folder = await bench.generatedYear(0);
  const unit = payableLines()[0]?.unit ?? '';
  await bench.run('fillLog', { url, folder, unit, from: 0, to: events, total: events });
  await bench.run('measureLongYear', { url, unit, repetitions: 1 });
  const { result, peakBytes } = await bench.run('measureLongYear', { url, unit, repetitions });
  const { coldMs, snapshotMs, warmMedianMs, warmSlowestMs, insertMedianMs } = result;
  if (snapshotMs === null) throw new Error('The first command left no snapshot.');
  yield {
    measure: `first command on a year of ${events} events`,
    reached: duration(coldMs),
    floor: `read and parse the snapshot: ${duration(snapshotMs)}`,
    ratio: coldMs / snapshotMs,
    peakBytes,
  };
  yield {
    measure: 'further commands on it',
    reached: `${duration(warmMedianMs)} (slowest ${duration(warmSlowestMs)})`,
    floor: `INSERT: ${duration(insertMedianMs)}`,
    ratio: warmMedianMs / insertMedianMs,
    peakBytes,
  };
}
