import 'reflect-metadata';
import { STAGES, type SettingsOf, type StageName } from './stages';

const BYTES_PER_KIB = 1024;

/** What the bench sends to a new process. */
export interface StageTask {
  readonly name: StageName;
  readonly settings: SettingsOf<StageName>;
}

async function run({ name, settings }: StageTask): Promise<void> {
  // The task pairs each name with its own settings; TypeScript cannot follow that pairing through an index.
  const stage = STAGES[name] as (settings: unknown) => Promise<unknown>;
  const result = await stage(settings);
  const peakBytes = process.resourceUsage().maxRSS * BYTES_PER_KIB;
  process.send?.({ result, peakBytes }, () => process.disconnect());
}

process.once('message', (task) => {
  run(task as StageTask).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// The bench was killed: nothing waits for the result.
process.once('disconnect', () => process.exit());
