import { join } from 'node:path';
import { type Edition, EditionError, parseEdition } from '@yujue/reporting';
import { UserError } from '../user-error';
import { type DataFile, readDataFiles } from './data-files';

/**
 * 公开版式 by id, from the files that ship with the program and from `<home>/editions`. A file is parsed when it is asked
 * for: a mistake in one office's own layout must not keep the others from working.
 */
export class Editions {
  private readonly parsed = new Map<string, Edition>();

  constructor(private readonly files: readonly DataFile[]) {}

  static read(home: string): Editions {
    return new Editions(readDataFiles('libs/reporting/editions', join(home, 'editions')));
  }

  /** Throws UserError EDITION_NOT_FOUND, or EditionError for a file with a mistake in it. */
  of(id: string): Edition {
    const known = this.parsed.get(id);
    if (known) return known;
    const file = this.files.find(({ name }) => name.replace(/\.ya?ml$/, '') === id);
    if (!file) throw new UserError('EDITION_NOT_FOUND', `没有版式 ${id}。可用的版式：${this.ids.join('、')}。`);
    const edition = parseEdition(file.text, file.path);
    this.parsed.set(id, edition);
    return edition;
  }

  /** Every edition except those whose files have a mistake, which is reported when they are asked for. */
  readable(): Edition[] {
    return this.ids.flatMap((id) => {
      try {
        return [this.of(id)];
      } catch (error) {
        if (error instanceof EditionError) return [];
        throw error;
      }
    });
  }

  /**
   * The layouts of a year for which none was chosen yet: those of the year before that are not printed for one year
   * alone (2020年度部门决算公开表), or else all that fit any year.
   */
  forNextYear(before: readonly string[], fiscalYear: number): string[] {
    const fitting = this.readable().filter((edition) => [undefined, String(fiscalYear)].includes(yearOf(edition)));
    const kept = fitting.filter(({ edition }) => before.includes(edition));
    const chosen = kept.length > 0 ? kept : fitting.filter((edition) => yearOf(edition) === undefined);
    return chosen.map(({ edition }) => edition);
  }

  get ids(): string[] {
    return this.files.map(({ name }) => name.replace(/\.ya?ml$/, ''));
  }
}

/** The year that a layout's title names; undefined where it fits any. */
const yearOf = ({ title }: Edition): string | undefined => /(\d{4})年/.exec(title)?.[1];
