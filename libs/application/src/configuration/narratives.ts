import { join } from 'node:path';
import { type Edition, type Narrative, parseNarrative } from '@yujue/reporting';
import { UserError } from '../user-error';
import { type DataFile, readDataFiles } from './data-files';

/** 情况说明 by edition, from the files that ship with the program and from `<home>/narratives`; parsed when asked for. */
export class Narratives {
  private readonly parsed = new Map<string, Narrative>();

  constructor(private readonly files: readonly DataFile[]) {}

  static read(home: string): Narratives {
    return new Narratives(readDataFiles('libs/reporting/narratives', join(home, 'narratives')));
  }

  /** Throws UserError NARRATIVE_NOT_FOUND, or EditionError for a file with a mistake in it. */
  of(edition: Edition): Narrative {
    const found = this.find(edition);
    if (found) return found;
    const id = edition.edition;
    throw new UserError('NARRATIVE_NOT_FOUND', `版式 ${id} 没有情况说明，应有文件 ${id}.yaml。`);
  }

  /** As `of`; null for an edition that has none. */
  find(edition: Edition): Narrative | null {
    const id = edition.edition;
    const known = this.parsed.get(id);
    if (known) return known;
    const file = this.files.find(({ name }) => name.replace(/\.ya?ml$/, '') === id);
    if (!file) return null;
    const narrative = parseNarrative(file.text, file.path, edition);
    this.parsed.set(id, narrative);
    return narrative;
  }
}
