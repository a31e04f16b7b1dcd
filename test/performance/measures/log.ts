import { type Figure, duration, speed } from '../figure';
import { type ResultOf } from '../stages';
import { type StageOutcome } from '../run-stage';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

const REBUILD_RATIO_AIM = 0.5;
const TABLES_MS_AIM = 100;

/** What is read from a log, short and long: the tables, verify, incremental projection and rebuild. */
export async function* log(bench: Bench): AsyncGenerator<Figure> {
  const { shortLogEvents, longLogEvents: total, tableRepetitions: repetitions } = bench.sizes;
  const folder = await bench.generatedYear(0);
  const url = await bench.createDatabase();

  await bench.run('fillLog', { url, folder, from: 0, to: shortLogEvents, total: shortLogEvents });
  await bench.run('projectLog', { url });
  yield ofTables(shortLogEvents, await bench.run('measureTables', { url, repetitions }));

  await bench.run('fillLog', { url, folder, from: shortLogEvents, to: total, total });
  const verified = await bench.run('verifyWholeLog', { url });
  const projected = await bench.run('projectLog', { url });
  const alternated = await alternate(bench, url);
  const copied = perSecond(alternated.copies);
  const copyOut = `COPY out: ${speed(copied, 'rows')}`;
  yield ofSpeed('incremental projection', [projected.result], projected.peakBytes, copied, copyOut);
  yield ofSpeed('verify', [verified.result], verified.peakBytes, copied, copyOut);
  yield ofSpeed('read and parse', alternated.reads, alternated.readPeakBytes, copied, copyOut);
  yield ofRebuild(total, alternated);
  yield ofTables(total, await bench.run('measureTables', { url, repetitions }));
}

interface Alternated {
  readonly copies: readonly Work[];
  readonly reads: readonly Work[];
  readonly rebuilds: readonly Work[];
  readonly readPeakBytes: number;
  readonly rebuildPeakBytes: number;
}

/** Reading and rebuilding in turn, ending with a read, so that each rebuild has a read before and after it. */
async function alternate(bench: Bench, url: string): Promise<Alternated> {
  const copies = [(await bench.run('copyLogOut', { url })).result];
  const reads = [await bench.run('readLog', { url })];
  const rebuilds: StageOutcome<'rebuildReadModel'>[] = [];
  for (let round = 0; round < bench.sizes.rounds; round++) {
    rebuilds.push(await bench.run('rebuildReadModel', { url }));
    reads.push(await bench.run('readLog', { url }));
    copies.push((await bench.run('copyLogOut', { url })).result);
  }
  return {
    copies,
    reads: reads.map(({ result }) => result),
    rebuilds: rebuilds.map(({ result }) => result),
    readPeakBytes: Math.max(...reads.map(({ peakBytes }) => peakBytes)),
    rebuildPeakBytes: Math.max(...rebuilds.map(({ peakBytes }) => peakBytes)),
  };
}

const ofSpeed = (
  measure: string,
  runs: readonly Work[],
  peakBytes: number,
  floorPerSecond: number,
  floor: string,
): Figure => ({
  measure,
  reached: speed(perSecond(runs), 'events'),
  floor,
  ratio: perSecond(runs) / floorPerSecond,
  peakBytes,
});

function ofRebuild(events: number, { reads, rebuilds, rebuildPeakBytes }: Alternated): Figure {
  const readAndParse = perSecond(reads);
  const figure = ofSpeed(
    `rebuild of ${events} events`,
    rebuilds,
    rebuildPeakBytes,
    readAndParse,
    `read and parse: ${speed(readAndParse, 'events')}`,
  );
  return { ...figure, aim: { words: `≥ ${REBUILD_RATIO_AIM} ×`, held: figure.ratio >= REBUILD_RATIO_AIM } };
}

function ofTables(
  events: number,
  { result, peakBytes }: { readonly result: ResultOf<'measureTables'>; readonly peakBytes: number },
): Figure {
  const { tables, medianMs, slowestMs, firstMs, floorMedianMs } = result;
  return {
    measure: `${tables} tables after ${events} events`,
    reached: `${duration(medianMs)} (slowest ${duration(slowestMs)}, first ${duration(firstMs)})`,
    floor: `SELECT of the balances: ${duration(floorMedianMs)}`,
    ratio: medianMs / floorMedianMs,
    peakBytes,
    aim: { words: `< ${TABLES_MS_AIM} ms`, held: medianMs < TABLES_MS_AIM },
  };
}
