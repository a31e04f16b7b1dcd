import { fork } from 'node:child_process';
import { type StageTask } from './stage-process';
import { type ResultOf, type SettingsOf, type StageName } from './stages';

export interface StageOutcome<Name extends StageName> {
  readonly result: ResultOf<Name>;
  /** The most memory that the process had in RAM; without PostgreSQL, which is another process. */
  readonly peakBytes: number;
}

/** Runs one stage in a separate process; `signal` ends it. Errors there go to stderr. */
export function runStage<Name extends StageName>(
  name: Name,
  settings: SettingsOf<Name>,
  signal: AbortSignal,
): Promise<StageOutcome<Name>> {
  return new Promise((resolve, reject) => {
    let outcome: StageOutcome<Name> | undefined;
    const child = fork(require.resolve('./stage-process'), { signal });
    child.once('message', (message) => (outcome = message as StageOutcome<Name>));
    child.once('error', reject);
    child.once('close', (code) => {
      if (outcome && code === 0) resolve(outcome);
      else reject(new Error(`Stage ${name} ended with exit code ${code}.`));
    });
    child.send({ name, settings } satisfies StageTask);
  });
}
