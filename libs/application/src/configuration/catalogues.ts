import { join } from 'node:path';
import { type Catalogue, parseCatalogue } from '@yujue/classification';
import { parse } from 'yaml';
import { UserError } from '../user-error';
import { readDataFiles } from './data-files';

/**
 * 科目表 by year, from the files `<year>.yaml` that ship with the program and those in `<home>/catalogues`. A file is parsed
 * when its year is asked for, since a command needs one year and parsing all of them would slow every start.
 */
export class Catalogues {
  private readonly parsed = new Map<number, Catalogue>();

  private constructor(private readonly textOf: (year: number) => string | undefined) {}

  static read(home: string): Catalogues {
    const files = readDataFiles('libs/classification/catalogues', join(home, 'catalogues'));
    return new Catalogues((year) => files.find(({ name }) => name.replace(/\.ya?ml$/, '') === String(year))?.text);
  }

  /** Catalogues that are at hand already, for specs. */
  static of(catalogues: readonly Catalogue[]): Catalogues {
    const made = new Catalogues(() => undefined);
    for (const catalogue of catalogues) made.parsed.set(catalogue.year, catalogue);
    return made;
  }

  /** The catalogue of a year. Throws UserError CATALOGUE_MISSING, or CatalogueError for a file with a mistake in it. */
  ofYear(year: number): Catalogue {
    const known = this.parsed.get(year);
    if (known) return known;
    const text = this.textOf(year);
    if (text === undefined) {
      throw new UserError(
        'CATALOGUE_MISSING',
        `没有 ${year} 年的科目表，请把该年科目表存为数据目录下的 catalogues/${year}.yaml。`,
      );
    }
    const catalogue = parseCatalogue(parse(text));
    this.parsed.set(year, catalogue);
    return catalogue;
  }
}
