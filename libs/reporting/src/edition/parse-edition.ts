import { type Edition } from './edition';
import { editionSchema } from './edition-schema';
import { LocatedYaml } from './located-yaml';
import { resolveEdition } from './resolve-edition';

/**
 * Reads an edition from the text of its YAML file; `file` only names it in messages.
 *
 * @throws EditionError naming every place that is wrong by line, and what was expected there: first of YAML, then of
 * form, then of sense (an unknown measure, a check on a table that is not there).
 */
export function parseEdition(text: string, file: string): Edition {
  const yaml = new LocatedYaml(text, file);
  const edition = yaml.as(editionSchema);
  const { terms, complaints } = resolveEdition(edition);
  if (complaints.length > 0) throw yaml.error(complaints);
  return { ...edition, terms };
}
