import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A running member-program. */
export interface MemberProcess {
  readonly url: string;
  /** Waits until this many rows have been acknowledged to the process. */
  acknowledged(rows: number): Promise<void>;
  /** Ends it in an orderly way. */
  stop(): Promise<void>;
  /** kill -9; returns how many rows had been acknowledged. */
  kill(): Promise<number>;
}

/** Starts a process that opens the home and writes to it. */
export async function startMember(home: string): Promise<MemberProcess> {
  const child = fork(join(__dirname, 'member-program.ts'), [home], {
    execArgv: ['-r', join(__dirname, 'typescript-hook.cjs')],
  });
  const exited = once(child, 'exit');
  let acknowledged = 0;
  const opened = new Promise<string>((resolve, reject) => {
    child.on('message', (message: { url?: string; acknowledged?: number }) => {
      if (message.url) resolve(message.url);
      acknowledged = message.acknowledged ?? acknowledged;
    });
    child.once('exit', (code) => reject(new Error(`The member ended with ${code} before it had opened the database.`)));
  });
  return {
    url: await opened,
    acknowledged: async (rows) => {
      while (acknowledged < rows) await once(child, 'message');
    },
    stop: async () => {
      child.send('stop');
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
      return acknowledged;
    },
  };
}
