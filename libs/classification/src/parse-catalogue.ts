import { z } from 'zod';
import { Catalogue } from './catalogue';
import { CatalogueError, describePath } from './catalogue-error';
import { catalogueFile } from './catalogue-file';
import { inconsistencies } from './catalogue-consistency';

/**
 * Reads a catalogue from parsed YAML, JSON or spreadsheet rows. Reading the file itself is the caller's work.
 *
 * @throws CatalogueError naming every place that is wrong: first of form, then, once the form is right, of sense
 * (a code without its parent, a code listed twice, a rule over a code that is not listed).
 */
export function parseCatalogue(data: unknown): Catalogue {
  // The locale is given per call: a library must not change zod's messages for the whole program.
  const parsed = catalogueFile.safeParse(data, { error: z.locales.zhCN().localeError });
  if (!parsed.success) {
    throw new CatalogueError(parsed.error.issues.map(({ path, message }) => ({ path: describePath(path), message })));
  }
  const problems = inconsistencies(parsed.data);
  if (problems.length > 0) throw new CatalogueError(problems);
  return new Catalogue(parsed.data);
}
