import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, from the sources and from the build alike. */
export function projectRoot(from = __dirname): string {
  if (existsSync(join(from, 'nest-cli.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The program stands outside of its project folder.');
  return projectRoot(parent);
}

/** A data file of the project or of the office. */
export interface DataFile {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/**
 * The YAML files of a kind: those that ship with the program, and those that the office put into its own folder, which
 * win under the same name (its official catalogue, its own layout).
 */
export function readDataFiles(shipped: string, own: string): DataFile[] {
  const byName = new Map<string, DataFile>();
  for (const folder of [join(projectRoot(), shipped), own]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)
      .filter((file) => /\.ya?ml$/.test(file))
      .toSorted()) {
      const path = join(folder, name);
      byName.set(name, { path, name, text: readFileSync(path, 'utf8') });
    }
  }
  return [...byName.values()];
}
