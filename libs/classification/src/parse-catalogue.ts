import { z } from 'zod';
import { Catalogue } from './catalogue';
import { inconsistencies } from './catalogue-consistency';
import { type CatalogueContent, emptyContent, nationalContent, withFile } from './catalogue-content';
import { CatalogueError, describePath } from './catalogue-error';
import { type CatalogueFile, catalogueFile } from './catalogue-file';
import { type NationalLists } from './national-lists';
import { type OfficeList, withOfficeList } from './office-list';

/**
 * Reads a catalogue that defines everything itself from parsed YAML or JSON. The caller reads the file.
 *
 * @throws CatalogueError naming every place that is wrong: first of form, then, once the form is right, of sense
 * (a code without its parent, a code listed twice, a rule over a code that is not listed).
 */
export function parseCatalogue(data: unknown): Catalogue {
  const file = parseFile(data);
  return new Catalogue(checked(file, withFile(emptyContent(file.year), file)));
}

/** What the catalogue of a year is made of, lowest layer first. */
export interface CatalogueLayers {
  readonly national: NationalLists;
  /** What ships for the year: names as its documents print them, and local rules. Parsed YAML. */
  readonly local?: unknown;
  /** The office's own file of the same form, in the place of what ships. Parsed YAML. */
  readonly officeFile?: unknown;
  /** The office's own list out of Excel or CSV. */
  readonly officeList?: OfficeList | undefined;
}

/**
 * The catalogue of a year: the national list of that year (or of the nearest, which its title says), what ships for the
 * year, and what the office defines, which wins.
 *
 * @throws CatalogueError for a mistake in the office's file
 */
export function catalogueOfYear(year: number, { national, local, officeFile, officeList }: CatalogueLayers): Catalogue {
  let content = nationalContent(year, national);
  // What ships is held together by its specs; checking 2,000 codes at each start would find nothing.
  if (local !== undefined) content = withFile(content, parseFileOf(year, local));
  if (officeFile !== undefined) {
    const file = parseFileOf(year, officeFile);
    content = checked(file, withFile(content, file));
  }
  return new Catalogue(officeList ? withOfficeList(content, officeList) : content);
}

function parseFileOf(year: number, data: unknown): CatalogueFile {
  const file = parseFile(data);
  if (file.year === year) return file;
  throw new CatalogueError([{ path: 'year', message: `写的是 ${file.year} 年，文件名是 ${year} 年，请核对` }]);
}

function parseFile(data: unknown): CatalogueFile {
  // The locale is given per call: a library must not change zod's messages for the whole program.
  const parsed = catalogueFile.safeParse(data, { error: z.locales.zhCN().localeError });
  if (parsed.success) return parsed.data;
  throw new CatalogueError(parsed.error.issues.map(({ path, message }) => ({ path: describePath(path), message })));
}

function checked(file: CatalogueFile, content: CatalogueContent): CatalogueContent {
  const problems = inconsistencies(file, content);
  if (problems.length > 0) throw new CatalogueError(problems);
  return content;
}
