import { type Figure, speed } from '../figure';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

/** Import of a year's files, beside COPY of the same rows into a plain table. */
export async function* load(bench: Bench): AsyncGenerator<Figure> {
  const { rounds, payments } = bench.sizes;
  const folder = await bench.generatedYear(payments);
  const [loads, copies]: [Work[], Work[]] = [[], []];
  let peakBytes = 0;
  for (let round = 0; round < rounds; round++) {
    const url = await bench.createDatabase();
    const loaded = await bench.run('loadYear', { url, folder });
    loads.push(loaded.result);
    peakBytes = Math.max(peakBytes, loaded.peakBytes);
    copies.push((await bench.run('copyEventsIn', { url })).result);
  }
  yield {
    measure: `import of ${payments} payments from files`,
    reached: speed(perSecond(loads), 'events'),
    floor: `COPY in: ${speed(perSecond(copies), 'rows')}`,
    ratio: perSecond(loads) / perSecond(copies),
    peakBytes,
  };
}
