import { type Figure, type Unmeasured, duration, speed, withAim } from '../figure';
import { accountingPrograms } from './accounting-programs';
import { type ResultOf } from '../stages';
import { type StageOutcome } from '../run-stage';
import { type Work, perSecond } from '../stopwatch';
import { type Bench } from './bench';

const FOLD_RATIO_AIM = 0.66;
const VERIFY_RATIO_AIM = 0.6;
const REBUILD_RATIO_AIM = 0.6;
const TABLES_MS_AIM = 50;

/** What is read from a log, short and long: the tables, incremental projection, reading, folding, verify and rebuild. */
export async function* log(bench: Bench): AsyncGenerator<Figure | Unmeasured> {
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
  yield ofSpeed('read and parse', alternated.reads, alternated.readPeakBytes, copied, copyOut);
  const folded = ofSpeed('read and fold', alternated.folds, alternated.foldPeakBytes, copied, copyOut);
  yield withAim(folded, FOLD_RATIO_AIM);
  const [read, readAndParse] = readAndParseOf(alternated);
  yield withAim(ofSpeed('verify', [verified.result], verified.peakBytes, read, readAndParse), VERIFY_RATIO_AIM);
  yield ofRebuild(total, alternated);
  yield* accountingPrograms(bench, total, perSecond(alternated.rebuilds));
  yield ofTables(total, await bench.run('measureTables', { url, repetitions }));
}

interface Alternated {
  readonly copies: readonly Work[];
  readonly reads: readonly Work[];
  readonly folds: readonly Work[];
  readonly rebuilds: readonly Work[];
  readonly readPeakBytes: number;
  readonly foldPeakBytes: number;
  readonly rebuildPeakBytes: number;
}

/** Reading, folding and rebuilding in turn, ending with a read, so that each rebuild has a read before and after it. */
async function alternate(bench: Bench, url: string): Promise<Alternated> {
  const copies = [(await bench.run('copyLogOut', { url })).result];
  const reads = [await bench.run('readLog', { url })];
  const folds: StageOutcome<'foldLog'>[] = [];
  const rebuilds: StageOutcome<'rebuildReadModel'>[] = [];
  for (let round = 0; round < bench.sizes.rounds; round++) {
    rebuilds.push(await bench.run('rebuildReadModel', { url }));
    reads.push(await bench.run('readLog', { url }));
    folds.push(await bench.run('foldLog', { url }));
    copies.push((await bench.run('copyLogOut', { url })).result);
  }
  return {
    copies,
    reads: reads.map(({ result }) => result),
    folds: folds.map(({ result }) => result),
    rebuilds: rebuilds.map(({ result }) => result),
    readPeakBytes: peakOf(reads),
    foldPeakBytes: peakOf(folds),
    rebuildPeakBytes: peakOf(rebuilds),
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

const peakOf = (runs: readonly { readonly peakBytes: number }[]): number =>
  Math.max(...runs.map(({ peakBytes }) => peakBytes));

function readAndParseOf({ reads }: Alternated): [perSecond: number, words: string] {
  const read = perSecond(reads);
  return [read, `read and parse: ${speed(read, 'events')}`];
}

function ofRebuild(events: number, alternated: Alternated): Figure {
  const { rebuilds, rebuildPeakBytes } = alternated;
  const floor = readAndParseOf(alternated);
  return withAim(ofSpeed(`rebuild of ${events} events`, rebuilds, rebuildPeakBytes, ...floor), REBUILD_RATIO_AIM);
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
    aim: { words: `≤ ${TABLES_MS_AIM} ms`, held: medianMs <= TABLES_MS_AIM },
  };
}
