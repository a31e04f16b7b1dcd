import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PROJECT, finished } from '../support/yujue';

const JEST = createRequire(__filename).resolve('jest/bin/jest');

interface SuiteResult {
  readonly name: string;
  readonly status: 'passed' | 'failed';
}

/** Runs the suites in the folder `suites` in the environment of all specs, and returns how each ended. */
async function outcomes(): Promise<Record<string, string>> {
  const file = join(tmpdir(), `unhandled-errors-${process.pid}.json`);
  const args = ['--config', join(__dirname, 'jest.config.js'), '--json', `--outputFile=${file}`, '--maxWorkers=1'];
  await finished(spawn(process.execPath, [JEST, ...args], { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] }));
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as { testResults: SuiteResult[] };
  return Object.fromEntries(testResults.map(({ name, status }) => [basename(name, '.ts'), status]));
}

describe('无人处理的错误', () => {
  it('在测试中、两个测试之间、全部测试之后，都使测试失败', async () =>
    expect(await outcomes()).toEqual({
      none: 'passed',
      'rejection-in-test': 'failed',
      'rejection-handled-later': 'failed',
      'rejection-between-tests': 'failed',
      'rejection-after-tests': 'failed',
      'error-event': 'failed',
      timer: 'failed',
    }));
});
