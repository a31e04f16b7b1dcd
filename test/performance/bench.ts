/**
 * `npm run bench`: what the program does in a second, each figure beside what the plain database does in the same run.
 * On its own embedded server, in a temporary folder that is removed at the end, also after Ctrl-C.
 * docs/performance.md says how to read the figures.
 */
import { Command, Option } from 'commander';
import { MARKDOWN_HEAD, toMarkdownRow } from './figure';
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
  const workbench = await Workbench.open();
  try {
    const tell = (line: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
    const on = new Bench(quick ? QUICK : FULL, workbench, interrupted.signal, tell);
    process.stdout.write(`${MARKDOWN_HEAD}\n`);
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (only !== undefined && only !== name) continue;
      // A later measure may fail; what was measured until then is printed already.
      for await (const figure of measure(on)) process.stdout.write(`${toMarkdownRow(figure)}\n`);
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.exitCode = 130;
  } finally {
    await workbench.close();
  }
}

const only = new Option('--only <measure>', 'run this one').choices(Object.keys(MEASURES));
const program = new Command('bench').option('--quick', 'small sizes, under a minute').addOption(only).action(bench);

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
