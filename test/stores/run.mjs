/**
 * `npm run test:stores`: the contract of the event store on every adapter, a line for each with its counts. They agree
 * when every store has the same tests and none failed. An EventStoreDB of one's own is tried when ESDB_TEST_URL is set.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRunFolder } from '../support/run-folder.mjs';
import { runProgram } from '../support/run-program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const file = join(openRunFolder(), 'result.json');

/** What every suite of the contract is called, before the store's name. */
const CONTRACT = 'the event store contract: ';

const status = await runProgram(
  process.execPath,
  [
    jest,
    'libs/event-store',
    'test/stores/eventstoredb',
    '--selectProjects',
    'unit',
    'int',
    '--runInBand',
    '--json',
    `--outputFile=${file}`,
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, YUJUE_READINGS: 'all' } },
);
const { testResults } = JSON.parse(readFileSync(file, 'utf8'));

const stores = new Map();
for (const { ancestorTitles, title, status: outcome } of testResults.flatMap((suite) => suite.assertionResults)) {
  const suite = [...ancestorTitles, title].find((name) => name.startsWith(CONTRACT));
  if (suite === undefined) continue;
  const counts = stores.get(suite) ?? { passed: 0, failed: 0, skipped: 0 };
  counts[outcome === 'passed' ? 'passed' : outcome === 'failed' ? 'failed' : 'skipped'] += 1;
  stores.set(suite, counts);
}

for (const [suite, { passed, failed, skipped }] of stores) {
  const counts = passed + failed === 0 ? 'skipped' : `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(`${suite.slice(CONTRACT.length)}: ${counts}`);
}
const tried = [...stores.values()].filter(({ passed, failed }) => passed + failed > 0);
const agree = tried.length >= 3 && tried.every(({ passed, failed }) => failed === 0 && passed === tried[0].passed);
console.log(agree ? `${tried.length} stores agree.` : 'The stores do not agree.');
// The suites beside the contract, such as the faults of each store, must pass too.
process.exitCode = agree && status === 0 ? 0 : 1;
