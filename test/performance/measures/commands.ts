import { type Figure, speed } from '../figure';
import { perSecond } from '../stopwatch';
import { type Bench } from './bench';

/** The aim is set for the most clients, who make the database commit for each of them. */
const AIM = { clients: 64, ratio: 3 };

/** Durable commands per second, beside one INSERT a transaction by as many clients. */
export async function* commands(bench: Bench): AsyncGenerator<Figure> {
  const { clients, rounds, msPerRound } = bench.sizes;
  const folder = await bench.generatedYear(0);
  for (const units of [3, 1]) {
    const url = await bench.createDatabase();
    const settings = { url, folder, units, clients, rounds, msPerRound };
    const { result, peakBytes } = await bench.run('measureCommands', settings);
    for (const { clients: count, commands: done, inserts } of result) {
      const ratio = perSecond(done) / perSecond(inserts);
      yield {
        measure: `commands (clients ${count}, units ${units})`,
        reached: speed(perSecond(done), 'commands'),
        floor: speed(perSecond(inserts), 'INSERTs'),
        ratio,
        peakBytes,
        ...(count === AIM.clients && { aim: { words: `≥ ${AIM.ratio} ×`, held: ratio >= AIM.ratio } }),
      };
    }
  }
}
