import { type Figure, speed, withAim } from '../figure';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

/** The goals, by the number of clients: with many, the database commits for each of them and not for all. */
const AIMS: Readonly<Record<number, number>> = { 1: 0.5, 64: 1.5 };

/** Durable commands per second, beside one INSERT a transaction by as many clients. */
export async function* commands(bench: Bench): AsyncGenerator<Figure> {
  const { clients, rounds, msPerRound } = bench.sizes;
  const folder = await bench.generatedYear(0);
  for (const units of [3, 1]) {
    const url = await bench.createDatabase();
    const settings = { url, folder, units, clients, rounds, msPerRound };
    const { result, peakBytes } = await bench.run('measureCommands', settings);
    for (const { clients: count, ...works } of result) {
      const figure = besideInserts(`commands (clients ${count}, units ${units})`, works, peakBytes);
      const aim = AIMS[count];
      yield aim === undefined ? figure : withAim(figure, aim);
    }
  }
  const settings = { url: await bench.createDatabase(), folder, units: 3, clients, rounds, msPerRound };
  const { result } = await bench.run('measureHttpCommands', settings);
  // The memory is that of the clients.
  yield besideInserts(`commands through HTTP (clients ${Math.max(...clients)}, units 3)`, result, undefined);
}

function besideInserts(
  measure: string,
  { commands, inserts }: { readonly commands: readonly Work[]; readonly inserts: readonly Work[] },
  peakBytes: number | undefined,
): Figure {
  return {
    measure,
    reached: speed(perSecond(commands), 'commands'),
    floor: speed(perSecond(inserts), 'INSERTs'),
    ratio: perSecond(commands) / perSecond(inserts),
    peakBytes,
  };
}
