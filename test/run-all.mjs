/**
 * `npm test`: every tier, and the sum of them all on the last line. The whole-program tier runs the build, so it is built once
 * before. The tiers run together, the longest first, so that no processor waits for the last suite of each. Exit code 0 only when
 * tests ran and none failed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRunFolder } from './support/run-folder.mjs';
import { runProgram } from './support/run-program.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const workspace = openRunFolder();

/** Runs a program where people see its output; true when it ended well. */
const run = async (command, args) => (await runProgram(command, args, { cwd: root, stdio: 'inherit' })) === 0;

/** Runs the tiers and counts their tests. A suite that could not even be loaded counts as a failed test. */
async function runTiers() {
  const file = join(workspace, 'result.json');
  const endedWell = await run(process.execPath, [
    jest,
    '--selectProjects',
    'unit',
    'int',
    'e2e',
    '--maxWorkers=3',
    `--testSequencer=${join(root, 'test/support/longest-tier-first.cjs')}`,
    '--json',
    `--outputFile=${file}`,
  ]);
  const counts = countsOf(file);
  return endedWell || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function countsOf(file) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    // jest died before it could write its result; the caller counts that as a failure.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

const built = () => run('npm', ['run', '--silent', 'build']);

const { passed, failed, skipped } = (await built()) ? await runTiers() : { passed: 0, failed: 1, skipped: 0 };
if (skipped > 0) console.log(`${skipped} skipped: what they need is not on this machine; each says what.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
