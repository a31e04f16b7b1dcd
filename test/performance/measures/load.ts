import { join } from 'node:path';
import { type Figure, speed, withAim } from '../figure';
import { type StageOutcome } from '../run-stage';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

const RATIO_AIM = 0.5;

/** Import of a year's files and of a list, each beside COPY of the same rows into a plain table. */
export async function* load(bench: Bench): AsyncGenerator<Figure> {
  const { payments } = bench.sizes;
  const [folder, empty] = [await bench.generatedYear(payments), await bench.generatedYear(0)];
  yield besideCopy(bench, `import of ${payments} payments from files`, (url) => bench.run('loadYear', { url, folder }));
  const list = join(folder, '支付.csv');
  yield besideCopy(bench, `import of a list of ${payments} payments`, (url) =>
    bench.run('loadList', { url, folder: empty, list }),
  );
}

async function besideCopy(
  bench: Bench,
  measure: string,
  load: (url: string) => Promise<StageOutcome<'loadYear' | 'loadList'>>,
): Promise<Figure> {
  const [loads, copies]: [Work[], Work[]] = [[], []];
  let peakBytes = 0;
  for (let round = 0; round < bench.sizes.rounds; round++) {
    const url = await bench.createDatabase();
    const loaded = await load(url);
    loads.push(loaded.result);
    peakBytes = Math.max(peakBytes, loaded.peakBytes);
    copies.push((await bench.run('copyEventsIn', { url })).result);
  }
  const figure = {
    measure,
    reached: speed(perSecond(loads), 'events'),
    floor: `COPY in: ${speed(perSecond(copies), 'rows')}`,
    ratio: perSecond(loads) / perSecond(copies),
    peakBytes,
  };
  return withAim(figure, RATIO_AIM);
}
