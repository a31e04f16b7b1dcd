import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeGeneratedYear } from '../generated-year';
import { type Busyness, watchMachine } from '../machine';
import { type StageOutcome, runStage } from '../run-stage';
import { type Sizes } from '../sizes';
import { type SettingsOf, type StageName } from '../stages';
import { type Workbench } from '../workbench';

/** What a measure works with. */
export class Bench {
  /** How busy the machine was while the last stage ran. */
  busyness: Busyness = { loadBefore: NaN, idleShare: NaN };

  constructor(
    readonly sizes: Sizes,
    private readonly workbench: Workbench,
    private readonly signal: AbortSignal,
    private readonly say: (line: string) => void,
  ) {}

  /** For files that a measure needs. */
  get folder(): string {
    return this.workbench.folder;
  }

  /** An empty database; returns its address. */
  createDatabase(): Promise<string> {
    return this.workbench.createDatabase();
  }

  /** Writes a dataset with as many payments; returns its folder. */
  async generatedYear(payments: number): Promise<string> {
    const folder = join(this.folder, `generated-${payments}`);
    await writeGeneratedYear(folder, payments);
    return folder;
  }

  /** Runs a stage in a separate process. */
  run<Name extends StageName>(name: Name, settings: SettingsOf<Name>): Promise<StageOutcome<Name>> {
    return this.watched(name, () => runStage(name, settings, this.signal));
  }

  /** Runs another program, which must end well; returns what it printed. */
  async runProgram(name: string, args: readonly string[]): Promise<string> {
    const { signal } = this;
    const outcome = await this.watched(name, () =>
      promisify(execFile)(name, args, { signal, maxBuffer: OUTPUT_BYTES_MAX }),
    );
    return outcome.stdout;
  }

  private async watched<Outcome>(name: string, work: () => Promise<Outcome>): Promise<Outcome> {
    this.signal.throwIfAborted();
    this.say(name);
    const watch = watchMachine();
    try {
      return await work();
    } finally {
      this.busyness = watch();
    }
  }
}

const OUTPUT_BYTES_MAX = 16_000_000;
