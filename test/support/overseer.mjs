/**
 * Outlives a test run to clear up after it. The run's folder comes on stdin, whose end is the end of the run, however
 * it ended. A process with the folder in its command line or environment was started by the run; no other is touched.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** How long servers may take to end by themselves. */
const PATIENCE_MS = 10_000;
const GIVE_UP_MS = 60_000;
const POLL_EVERY_MS = 100;

const DATABASE_TESTING = join(dirname(fileURLToPath(import.meta.url)), '../../libs/database/src/testing');

const folder = await text(process.stdin);
// A signal meant for the run must not keep its files.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

if (folder !== '') {
  const folders = [folder, ...dataElsewhere(folder)];
  await endProcesses(folders);
  for (const each of folders) rmSync(each, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  leaveSharedServer();
}

/** Where root cannot let PostgreSQL into a home, its data are kept elsewhere, in a folder that the home names. */
function dataElsewhere(within) {
  const names = readdirSync(within, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('postgres.location'),
  );
  return names.map((name) => dirname(readFileSync(join(within, name), 'utf8')));
}

async function endProcesses(folders) {
  const started = Date.now();
  for (;;) {
    const found = processesOf(folders);
    if (found.length === 0 || Date.now() - started > GIVE_UP_MS) return;
    const isPatient = Date.now() - started < PATIENCE_MS;
    for (const { pid, command } of found) {
      // PostgreSQL's "immediate" shutdown takes its shared memory and its children with it; a killed one leaves them.
      const isServer = /\bpostgres\b.* -D /.test(command);
      kill(pid, isServer && isPatient ? 'SIGQUIT' : 'SIGKILL');
    }
    await sleep(POLL_EVERY_MS);
  }
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended, or belongs to another user.
  }
}

function processesOf(folders) {
  const all = process.platform === 'linux' ? linuxProcesses() : otherProcesses();
  return all.filter(
    ({ pid, command, environment }) =>
      pid !== process.pid && folders.some((each) => command.includes(each) || environment.includes(each)),
  );
}

function linuxProcesses() {
  const read = (pid, file) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), command: read(pid, 'cmdline'), environment: read(pid, 'environ') }));
}

/** macOS: `-E` adds the environment of one's own processes to their commands. */
function otherProcesses() {
  const lines = execFileSync('ps', ['-A', '-ww', '-E', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line, environment: line }));
}

/** The server that all runs of a user share is stopped by the last who leaves it, which a killed run could not do. */
function leaveSharedServer() {
  spawnSync(
    process.execPath,
    ['-r', join(DATABASE_TESTING, 'typescript-hook.cjs'), join(DATABASE_TESTING, 'leave-test-server.ts')],
    { stdio: 'ignore', timeout: GIVE_UP_MS },
  );
}
