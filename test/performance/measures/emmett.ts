import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Figure, type Unmeasured, speed } from '../figure';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

const FOLDER = 'test/performance/emmett';
/** About what the events of payments take in the other measures. */
const EVENT_BYTES = 300;

/** Emmett on the same server, beside plain INSERTs. It is no package of the project's, and is measured where it is installed. */
export async function* emmett(bench: Bench): AsyncGenerator<Figure | Unmeasured> {
  if (!existsSync(resolve(FOLDER, 'node_modules'))) {
    yield { measure: 'Emmett', note: `not installed (npm ci --prefix ${FOLDER})` };
    return;
  }
  const { clients, msPerRound } = bench.sizes;
  const url = await bench.createDatabase();
  const { result: inserts } = await bench.run('measureInserts', { url, bytes: EVENT_BYTES, clients, msPerRound });
  const args = [url, clients.join(','), msPerRound, EVENT_BYTES].map(String);
  const output = await bench.runProgram(process.execPath, [resolve(FOLDER, 'measure.mjs'), ...args]);
  for (const line of output.trim().split('\n')) {
    const { name, clients: count, work } = JSON.parse(line) as { name: string; clients: number; work: Work };
    const floor = inserts[clients.indexOf(count)]!;
    yield {
      measure: `Emmett: ${name} (clients ${count}, each its own stream)`,
      reached: speed(perSecond([work]), name),
      floor: speed(perSecond([floor]), 'INSERTs'),
      ratio: perSecond([work]) / perSecond([floor]),
      peakBytes: undefined,
    };
  }
}
