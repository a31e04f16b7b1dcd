import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Catalogue,
  NATIONAL_FILES,
  type NationalLists,
  catalogueOfYear,
  parseNationalLists,
} from '@yujue/classification';
import { type TemplateFormat, catalogueTemplate } from '@yujue/list-import';
import { parse } from 'yaml';
import { projectRoot } from './data-files';
import { type OfficeListOutcome, readOfficeLists } from './office-lists';

const SHIPPED = 'libs/classification';

/**
 * 科目表 by year: the national lists, what ships for single years (`catalogues/<year>.yaml`), and what the office has in
 * `<home>/catalogues`: a file of the same form instead, or a list as Excel or CSV. A year is made when it is asked for,
 * since a command needs one year and making all of them would slow every start.
 */
export class Catalogues {
  private readonly made = new Map<number, Catalogue>();

  private constructor(private readonly make: (year: number) => Catalogue) {}

  static async read(home: string): Promise<Catalogues> {
    const own = join(home, 'catalogues');
    const officeLists = await readOfficeLists(own);
    let national: NationalLists | undefined;
    return new Catalogues((year) =>
      catalogueOfYear(year, {
        national: (national ??= nationalLists()),
        local: yamlOf(join(projectRoot(), SHIPPED, 'catalogues'), year),
        officeFile: yamlOf(own, year),
        officeList: listOrThrow(officeLists.get(year)),
      }),
    );
  }

  /** Catalogues that are at hand already, for specs. */
  static of(catalogues: readonly Catalogue[]): Catalogues {
    return new Catalogues((year) => {
      const found = catalogues.find((catalogue) => catalogue.year === year);
      if (!found) throw new Error(`No catalogue of ${year} is at hand.`);
      return found;
    });
  }

  /** The catalogue of a year. Throws CatalogueError for a file of the office with a mistake in it. */
  ofYear(year: number): Catalogue {
    const catalogue = this.made.get(year) ?? this.make(year);
    this.made.set(year, catalogue);
    return catalogue;
  }
}

/** A year's 科目 in the form of an office's own file, for the office to correct. Needs no database. */
export async function catalogueTemplateOf(home: string, year: number, format: TemplateFormat): Promise<Buffer> {
  return catalogueTemplate((await Catalogues.read(home)).ofYear(year), format);
}

function nationalLists(): NationalLists {
  const text = (list: keyof NationalLists) =>
    readFileSync(join(projectRoot(), SHIPPED, 'national', NATIONAL_FILES[list]), 'utf8');
  return parseNationalLists({
    functions: text('functions'),
    economic: text('economic'),
    government: text('government'),
    income: text('income'),
    governmentEconomic: text('governmentEconomic'),
  });
}

function yamlOf(folder: string, year: number): unknown {
  const path = [`${year}.yaml`, `${year}.yml`].map((name) => join(folder, name)).find((each) => existsSync(each));
  return path === undefined ? undefined : parse(readFileSync(path, 'utf8'));
}

function listOrThrow(outcome: OfficeListOutcome | undefined) {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}
