import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreServer } from './index';

/** A protocol server in a separate process, so that it does not slow down what is measured. Ends with its parent. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'yujue-bench-server-'));
  const server = await startEventStoreServer({ directory });
  process.once('disconnect', () => {
    server.kill().then(
      () => rmSync(directory, { recursive: true, force: true }),
      (error: unknown) => console.error(error),
    );
  });
  process.send?.(server.url);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
