/**
 * `npm run bench`: what the program does in a second, each figure beside what the plain database does in the same run.
 * On its own embedded server, or on that of DATABASE_URL; what it creates is removed at the end, also after Ctrl-C.
 * docs/performance.md says how to read the figures.
 */
import { Command, Option } from 'commander';
import { type Figure, MARKDOWN_HEAD, toMarkdownNote, toMarkdownRow, type Unmeasured } from './figure';
import { busynessInWords, untilQuiet } from './machine';
import { MEASURES } from './measures';
import { Bench } from './measures/bench';
import { FULL, QUICK } from './sizes';
import { Workbench } from './workbench';

interface Options {
  readonly quick?: true;
  readonly only?: string;
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

async function bench({ quick, only }: Options): Promise<void> {
  const workbench = await Workbench.open(process.env.DATABASE_URL);
  try {
    const tell = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
    const on = new Bench(quick ? QUICK : FULL, workbench, interrupted.signal, tell);
    process.stdout.write(`${MARKDOWN_HEAD}\n`);
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (only !== undefined && only !== name) continue;
      if (!quick) await untilQuiet(tell, interrupted.signal);
      await print(name, measure(on), on);
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await workbench.close();
  }
}

/** Prints each figure as it is measured. What follows a measure that fails is measured all the same. */
async function print(name: string, figures: AsyncIterable<Figure | Unmeasured>, on: Bench): Promise<void> {
  try {
    for await (const figure of figures) {
      const row = 'note' in figure ? toMarkdownNote(figure) : toMarkdownRow(figure, busynessInWords(on.busyness));
      process.stdout.write(`${row}\n`);
    }
  } catch (error) {
    if (interrupted.signal.aborted) throw error;
    console.error(error);
    process.stdout.write(`${toMarkdownNote({ measure: name, note: `failed: ${messageOf(error)}` })}\n`);
    process.exitCode = 1;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const only = new Option('--only <measure>', 'run this one').choices(Object.keys(MEASURES));
const program = new Command('bench').option('--quick', 'small sizes, under a minute').addOption(only).action(bench);

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
