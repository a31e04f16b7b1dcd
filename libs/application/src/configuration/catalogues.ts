import { join } from 'node:path';
import { type Catalogue, parseCatalogue } from '@yujue/classification';
import { parse } from 'yaml';
import { UserError } from '../user-error';
import { readDataFiles } from './data-files';

/** 科目表 by year, from the files that ship with the program and from `<home>/catalogues`. */
export class Catalogues {
  private readonly byYear = new Map<number, Catalogue>();

  constructor(catalogues: Iterable<Catalogue>) {
    for (const catalogue of catalogues) this.byYear.set(catalogue.year, catalogue);
  }

  static read(home: string): Catalogues {
    return new Catalogues(
      readDataFiles('libs/classification/catalogues', join(home, 'catalogues')).map(({ text }) =>
        parseCatalogue(parse(text)),
      ),
    );
  }

  /** The catalogue of a year. Throws UserError CATALOGUE_MISSING. */
  of(year: number): Catalogue {
    const catalogue = this.byYear.get(year);
    if (catalogue) return catalogue;
    throw new UserError(
      'CATALOGUE_MISSING',
      `没有 ${year} 年的科目表，请把该年科目表放入数据目录的 catalogues 文件夹。`,
    );
  }
}
