import { SentenceComposer } from './compose-sentence';
import { type ComposedNarrative, type ComposedSection, type ComposedSentence } from './composed';
import { type Narrative, type NarrativeInput } from './narrative';
import { type SectionDefinition, type SentenceDefinition } from './narrative-schema';
import { Quantities } from './quantities';
import { scopesOf } from './rows';
import { type Scope, wholeScope } from './scope';

/**
 * 情况说明 of a department's year: every number is computed from the same facts as the tables, exactly, and rounded
 * once; what no register knows is marked and listed.
 *
 * @throws ReportError UNKNOWN_NAME when a subject names an item or rule that the year's catalogue does not have.
 */
export function composeNarrative(narrative: Narrative, input: NarrativeInput): ComposedNarrative {
  const composer = new Composer(new Quantities(narrative, input));
  return {
    edition: narrative.edition,
    title: narrative.title,
    fittedTo: input.fittedTo,
    ...(input.report.warnings && { warnings: input.report.warnings }),
    sections: narrative.sections.map((section) => composer.section(section)),
  };
}

class Composer {
  constructor(private readonly quantities: Quantities) {}

  section({ title, sentences, sections = [] }: SectionDefinition): ComposedSection {
    const whole = wholeScope(this.quantities.input);
    return {
      title,
      sentences: sentences.flatMap((sentence) => this.repeated(sentence, whole, [])),
      sections: sections.map((section) => this.section(section)),
    };
  }

  /** A sentence for each of its rows, each followed by the row's own sentences. `rows` names the rows around it. */
  private repeated(sentence: SentenceDefinition, within: Scope, rows: readonly string[]): ComposedSentence[] {
    return scopesOf(sentence, within, this.quantities).flatMap((scope) => {
      const path = sentence.each === undefined ? rows : [...rows, scope.name ?? ''];
      const id = [sentence.id, ...path].join('/');
      const own = new SentenceComposer(this.quantities, sentence, scope, id).compose();
      return [own, ...(sentence.sentences ?? []).flatMap((below) => this.repeated(below, scope, path))];
    });
  }
}
