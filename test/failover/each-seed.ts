import { printedSeed } from '@yujue/event-store/testing';
import { type PaymentsMade } from './paying-clients';

/** How many seeds each fail-over test runs; `npm run test:long` sets it. */
const SEEDS = Number(process.env.FAILOVER_SEEDS ?? 1);
const MS_PER_SEED = 600_000;

/** What a fail-over under paying clients left; further lists name further faults. */
export interface FailedOver {
  readonly made: PaymentsMade;
  /** Answers that the log contradicts. */
  readonly violations: readonly string[];
  /** The output of each process that ended by itself. */
  readonly endedByThemselves: readonly string[];
  readonly exitCodes: readonly (number | null)[];
}

/** Runs a fail-over for each seed, and expects that no client saw an error and that no fault is listed. */
export async function eachSeed(failOver: (seed: number) => Promise<FailedOver>): Promise<void> {
  const first = printedSeed();
  for (let round = 0; round < SEEDS; round += 1) {
    const seed = first + 1_000 * round;
    const { made, exitCodes, ...faults } = await failOver(seed);
    const { failures, payments, answers, slowestMs } = made;
    process.stdout.write(
      `SEED=${seed} ${payments.length} payments, ${answers} answers, the slowest after ${Math.round(slowestMs)} ms\n`,
    );
    const found = Object.entries(faults).filter(([, list]) => list.length > 0);
    expect({ seed, failures, found, exitCodes }).toEqual({ seed, failures: [], found: [], exitCodes: [0, 0] });
  }
}

/** As long as all seeds may take on a busy machine. */
export const TIMEOUT_MS = (SEEDS + 1) * MS_PER_SEED;
