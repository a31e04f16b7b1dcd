import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';
import { createInterface, type Interface } from 'node:readline';

const HOOK = join(__dirname, '..', '..', '..', 'database', 'src', 'testing', 'typescript-hook.cjs');
const PROGRAM = join(__dirname, 'holding-program.ts');

/** A process that holds the log's lock for a list, which it makes when it gets the signal to continue. */
export class HoldingProcess {
  private readonly lines: Interface;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.lines = createInterface(child.stdout);
  }

  static start(url: string): HoldingProcess {
    return new HoldingProcess(
      spawn(process.execPath, ['-r', HOOK, PROGRAM, url], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
  }

  /** The next line that contains a text. */
  says(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.lines.on('line', (line) => line.includes(text) && resolve(line));
      this.lines.once('close', () => reject(new Error(`The process ended before it said ${text}.`)));
    });
  }

  /** SIGSTOP: it does nothing any more, and its connections stay open. */
  stop(): void {
    this.child.kill('SIGSTOP');
  }

  /** SIGCONT, and lets it make its list. */
  goOn(): void {
    this.child.kill('SIGCONT');
    this.child.stdin.end();
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
