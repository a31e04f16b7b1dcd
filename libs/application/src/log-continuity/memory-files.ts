import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Remembered, memoryText, readMemoryText } from './remembered';
import { type Configuration } from '../configuration/configuration';
import { CONFIGURATION } from '../tokens';

/** An older draft was left by a process that was killed while it wrote. */
const DRAFT_AGE_MS_MAX = 60_000;

/**
 * The files in which the processes of a home keep the last event that they knew: `<home>/log-memory/<id>.json`, one for each
 * process, so that none overwrites what another knows. At its first write a process takes over all existing files, including
 * those of ended processes, so that there are never more files than processes that ran at the same time. A process that
 * still runs writes its own file again.
 */
@Injectable()
export class MemoryFiles {
  private readonly folder: string;
  private readonly id = randomUUID();
  private hasTakenOver = false;

  constructor(@Inject(CONFIGURATION) { home }: Pick<Configuration, 'home'>) {
    this.folder = join(home, 'log-memory');
  }

  /** Reads what the processes of this home have written. */
  async read(): Promise<readonly Remembered[]> {
    const files = await Promise.all((await this.names()).map((name) => readIfThere(join(this.folder, name))));
    return files.flat();
  }

  /**
   * Writes what this process remembers, completely or not at all. The first time, passes the content of the other files to
   * `takeOver`, which returns what to write.
   */
  async write(
    remembered: readonly Remembered[],
    takeOver: (others: readonly Remembered[]) => readonly Remembered[],
  ): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    if (this.hasTakenOver) return this.replace(remembered);
    const taken = await this.takeFiles();
    await this.replace(takeOver((await Promise.all(taken.map(readIfThere))).flat()));
    await Promise.all(taken.map((path) => rm(path, { force: true })));
    this.hasTakenOver = true;
  }

  private async replace(remembered: readonly Remembered[]): Promise<void> {
    const path = join(this.folder, `${this.id}.json`);
    const draft = `${path}.tmp`;
    await writeFile(draft, memoryText(remembered), { flush: true });
    await rename(draft, path);
  }

  /**
   * Renames the others' files, so that none changes between reading and removing it. If this process is killed afterwards,
   * the files have names under which they are still read.
   */
  private async takeFiles(): Promise<readonly string[]> {
    const taken: string[] = [];
    for (const name of await this.names()) {
      const path = join(this.folder, `${randomUUID()}.json`);
      const isTaken = await rename(join(this.folder, name), path).then(
        () => true,
        // Another starting process took it first.
        () => false,
      );
      if (isTaken) taken.push(path);
    }
    return taken;
  }

  private async names(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(() => []);
    for (const draft of names.filter((name) => name.endsWith('.tmp'))) await removeIfOld(join(this.folder, draft));
    return names.filter((name) => name.endsWith('.json'));
  }
}

async function readIfThere(path: string): Promise<readonly Remembered[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return readMemoryText(text);
}

async function removeIfOld(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && Date.now() - found.mtimeMs > DRAFT_AGE_MS_MAX) await rm(path, { force: true });
}
