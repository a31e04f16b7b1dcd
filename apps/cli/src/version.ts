import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package that holds this program, from the sources and from the build alike. */
export function version(folder = __dirname): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return version(dirname(folder));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
