import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Catalogue } from '../catalogue';
import { parseCatalogue } from '../parse-catalogue';

/** The catalogue of a year as shipped, for specs only: the library itself reads no files. */
export function loadCatalogue(year: number): Catalogue {
  return parseCatalogue(parse(readFileSync(join(__dirname, `../../catalogues/${year}.yaml`), 'utf8')));
}
