import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@yujue/database';
import { createTestDatabase, temporaryHome } from '@yujue/database/testing';
import { writeDataset } from '../support/small-dataset';
import { PROJECT } from '../support/yujue';

/** Not a spec of this project: interrupted-run.long-spec.ts runs it, and interrupts it when it reports that it is ready. */
it('has a server of its own, a database of the shared one, and files, and goes on for ever', async () => {
  const { path } = await temporaryHome();
  const own = await openDatabase({ home: path });
  const shared = await createTestDatabase();
  await writeDataset();
  expect(existsSync(join(PROJECT, 'package.json'))).toBe(true);
  process.stderr.write(
    `ready ${JSON.stringify({ worker: process.pid, folder: process.env.TMPDIR, urls: [own.url, shared.url] })}\n`,
  );
  await sleep(600_000);
});
