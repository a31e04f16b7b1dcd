import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UNHANDLED } from './survive-faults';

const HOOK = join(__dirname, '../../../database/src/testing/typescript-hook.cjs');

/** Runs a line in a program that survives faults. The program prints that it is still running after 100 ms. */
async function outcomeOf(line: string): Promise<{ exitCode: number | null; output: string; errors: string }> {
  const program = `
    const { surviveFaults } = require(${JSON.stringify(join(__dirname, 'survive-faults.ts'))});
    surviveFaults((text) => process.stderr.write(text + '\\n'));
    setTimeout(() => process.stdout.write('still there'), 100);
    ${line}`;
  const child = spawn(process.execPath, ['-r', HOOK, '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [[exitCode], output, errors] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, output, errors };
}

const emit = (code: string) =>
  `setImmediate(() => new (require('node:events'))().emit('error', Object.assign(new Error('lost'), { code: '${code}' })));`;

describe('一个长期运行的程序', () => {
  it.each([
    ['没有人等待的失败', `Promise.reject(new Error('lost'));`],
    ['连接断开而没有人听', emit('ECONNRESET')],
    ['数据库停机而没有人听', emit('57P01')],
  ])('%s：记在日志里，继续运行', async (_what, line) => {
    const { exitCode, output, errors } = await outcomeOf(line);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: 'still there' });
    expect(errors).toContain(`${UNHANDLED}\nError: lost`);
  });

  it('读它输出的人走了，继续运行', async () => {
    const closed = `process.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));`;
    expect(await outcomeOf(closed)).toEqual({ exitCode: 0, output: 'still there', errors: '' });
  });

  it('其他没有人接住的错误，说明原因后结束', async () => {
    const { exitCode, output, errors } = await outcomeOf(`setImmediate(() => undefined.x);`);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
    expect(errors).toContain('TypeError');
  });
});
