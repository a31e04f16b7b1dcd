import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type IntakeRules, parsePairings, parseProfiles } from '@yujue/fitting';
import { Catalogues } from '../configuration/catalogues';
import { type Configuration } from '../configuration/configuration';
import { readDataFiles } from '../configuration/data-files';
import { Editions } from '../configuration/editions';
import { Narratives } from '../configuration/narratives';
import { CONFIGURATION } from '../tokens';

/** What published documents are understood by: the rules that ship with the program, and the office's own. */
@Injectable()
export class DocumentRules {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'home'>,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
    private readonly narratives: Narratives,
  ) {}

  /** The rules for a document of an edition that is known. */
  ofAnyEdition(): Omit<IntakeRules, 'editions'> {
    const { home } = this.configuration;
    return {
      catalogueOf: (year) => this.catalogues.ofYear(year),
      narrativeOf: (edition) => this.narratives.find(edition),
      profiles: readDataFiles('libs/fitting/profiles', join(home, 'profiles')).flatMap(({ text }) =>
        parseProfiles(text),
      ),
      pairings: readDataFiles('libs/fitting/pairings', join(home, 'pairings')).flatMap(({ text }) =>
        parsePairings(text),
      ),
    };
  }

  /** The rules for a document whose edition is still to be found. */
  all(): IntakeRules {
    return { editions: this.editions.readable(), ...this.ofAnyEdition() };
  }
}
