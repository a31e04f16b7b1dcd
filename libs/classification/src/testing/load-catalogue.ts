import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Catalogue } from '../catalogue';
import { NATIONAL_FILES, type NationalLists, parseNationalLists } from '../national-lists';
import { type CatalogueLayers, catalogueOfYear } from '../parse-catalogue';

const LIBRARY = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(LIBRARY, path), 'utf8');

let lists: NationalLists | undefined;

/** The national lists as shipped, for specs only: the library itself reads no files. */
export function nationalLists(): NationalLists {
  const text = (name: keyof NationalLists) => read(`national/${NATIONAL_FILES[name]}`);
  lists ??= parseNationalLists({
    functions: text('functions'),
    economic: text('economic'),
    government: text('government'),
    income: text('income'),
    governmentEconomic: text('governmentEconomic'),
  });
  return lists;
}

/** The catalogue of a year as shipped, with what else is laid over it; for specs only. */
export function loadCatalogue(year: number, own: Omit<CatalogueLayers, 'national' | 'local'> = {}): Catalogue {
  const path = `catalogues/${year}.yaml`;
  const local: unknown = existsSync(join(LIBRARY, path)) ? parse(read(path)) : undefined;
  return catalogueOfYear(year, { national: nationalLists(), local, ...own });
}
