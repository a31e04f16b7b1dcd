import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Figure, type Unmeasured, speed } from '../figure';
import { generatedPayment, payableLines } from '../generated-year';
import { timed } from '../stopwatch';
import { type Bench } from './bench';

/** Programs that add up a text file of transactions, which is the nearest that others have to a rebuild. */
const PROGRAMS = ['ledger', 'hledger'];

/**
 * Balances of as many payments by ledger-cli and hledger, where they are installed, beside this program's rebuild. They read a
 * file and print sums; a rebuild also reads from a database, checks, and writes a journal that can be queried.
 */
export async function* accountingPrograms(
  bench: Bench,
  payments: number,
  rebuiltPerSecond: number,
): AsyncGenerator<Figure | Unmeasured> {
  const file = join(bench.folder, 'payments.journal');
  await pipeline(Readable.from(journal(payments)), createWriteStream(file));
  for (const program of PROGRAMS) {
    const measure = `${program}: balances of ${payments} transactions`;
    try {
      const { ms } = await timed(async () => (await bench.runProgram(program, ['-f', file, 'balance'])).length);
      const perSecond = (1000 * payments) / ms;
      yield {
        measure,
        reached: speed(perSecond, 'transactions'),
        floor: `rebuild: ${speed(rebuiltPerSecond, 'events')}`,
        ratio: perSecond / rebuiltPerSecond,
        peakBytes: undefined,
      };
    } catch (error) {
      if (!isNotInstalled(error)) throw error;
      yield { measure, note: 'not installed' };
    }
  }
}

const isNotInstalled = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

function* journal(payments: number): Generator<string> {
  const lines = payableLines();
  for (let index = 0; index < payments; index++) {
    const { occurredOn, unit, lineId, amount, documentNo } = generatedPayment(lines, index, payments);
    yield `${occurredOn} ${documentNo}\n  支出:${unit}:${lineId}  ${amount}\n  额度:${unit}:${lineId}  -${amount}\n\n`;
  }
}
