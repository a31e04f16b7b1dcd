import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { type Figure, speed } from '../figure';
import { type SideBySide } from '../stages/eventstoredb';
import { perSecond } from '../stopwatch';
import { type Bench } from './bench';

const APPEND_AIM = 0.8;
const READ_AIM = 0.7;
/** Events a second. */
const IMPORT_AIM = 10_000;
/** One at a time, and as many as keep the server busy. */
const CLIENTS = [1, 64];

/** From the sources: what tests are made of is not built. */
const SERVER = resolve('test/eventstoredb-server/server-program.ts');
const TYPESCRIPT = resolve('libs/database/src/testing/typescript-hook.cjs');

/** The log on EventStoreDB beside the plain client, against the protocol server of the tests in a process of its own. */
export async function* eventstoredb(bench: Bench): AsyncGenerator<Figure> {
  const { rounds, msPerRound, payments: events } = bench.sizes;
  const server = fork(SERVER, { execArgv: ['--require', TYPESCRIPT] });
  try {
    const [url] = (await once(server, 'message')) as [string];
    const settings = { url, clients: CLIENTS, rounds, msPerRound, events };
    const { result, peakBytes } = await bench.run('measureEventStoreDb', settings);
    const figure = (measure: string, unit: string, { ours, plain }: SideBySide, aim: number): Figure => {
      const ratio = perSecond(ours) / perSecond(plain);
      return {
        measure,
        reached: speed(perSecond(ours), unit),
        floor: `plain client: ${speed(perSecond(plain), unit)}`,
        ratio,
        peakBytes,
        aim: { words: `≥ ${aim} ×`, held: ratio >= aim },
      };
    };
    for (const { clients, ...sides } of result.appends)
      yield figure(`EventStoreDB: appends (streams ${clients})`, 'appends', sides, APPEND_AIM);
    yield figure('EventStoreDB: read the whole log', 'events', result.reads, READ_AIM);
    const plain = perSecond(result.appends.at(-1)!.plain);
    const moved = perSecond([result.moved]);
    yield {
      measure: `EventStoreDB: import of ${result.moved.count} events`,
      reached: speed(moved, 'events'),
      floor: `plain client, ${CLIENTS.at(-1)} streams: ${speed(plain, 'appends')}`,
      ratio: moved / plain,
      peakBytes,
      aim: { words: `≥ ${IMPORT_AIM} events/s`, held: moved >= IMPORT_AIM },
    };
  } finally {
    server.disconnect();
  }
}
