import { type Figure, speed } from '../figure';
import { type SideBySide } from '../stages/eventstoredb';
import { perSecond } from '../stopwatch';
import { type Bench } from './bench';
import { withProtocolServer } from './protocol-server';

const APPEND_AIM = 0.8;
const READ_AIM = 0.7;
/** Events a second. */
const IMPORT_AIM = 10_000;
/** One client, and as many as keep the server busy. */
const CLIENTS = [1, 64];

/** Compares the log on EventStoreDB with the plain client, on the protocol server of the tests in a separate process. */
export const eventstoredb = (bench: Bench): AsyncGenerator<Figure> =>
  withProtocolServer((url) => besidePlainClient(bench, url));

async function* besidePlainClient(bench: Bench, url: string): AsyncGenerator<Figure> {
  const { rounds, msPerRound, payments: events } = bench.sizes;
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
}
