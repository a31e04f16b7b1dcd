import { join } from 'node:path';
import { writeGeneratedYear } from '../generated-year';
import { type StageOutcome, runStage } from '../run-stage';
import { type Sizes } from '../sizes';
import { type SettingsOf, type StageName } from '../stages';
import { type Workbench } from '../workbench';

/** What a measure works with. */
export class Bench {
  constructor(
    readonly sizes: Sizes,
    private readonly workbench: Workbench,
    private readonly signal: AbortSignal,
    private readonly say: (line: string) => void,
  ) {}

  /** An empty database; returns its address. */
  createDatabase(): Promise<string> {
    return this.workbench.createDatabase();
  }

  /** Writes a dataset with as many payments; returns its folder. */
  async generatedYear(payments: number): Promise<string> {
    const folder = join(this.workbench.folder, `generated-${payments}`);
    await writeGeneratedYear(folder, payments);
    return folder;
  }

  /** Runs a stage in a separate process. */
  run<Name extends StageName>(name: Name, settings: SettingsOf<Name>): Promise<StageOutcome<Name>> {
    this.signal.throwIfAborted();
    this.say(name);
    return runStage(name, settings, this.signal);
  }
}
