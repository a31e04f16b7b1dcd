import { type Complaint } from '../edition/complaint';
import { type Edition } from '../edition/edition';
import { LocatedYaml } from '../edition/located-yaml';
import { type Narrative } from './narrative';
import { narrativeSchema } from './narrative-schema';
import { resolveNarrative } from './resolve-narrative';

/**
 * Reads the 情况说明 of an edition from the text of its YAML file; `file` only names it in messages.
 *
 * @throws EditionError naming every place that is wrong by line, and what was expected there.
 */
export function parseNarrative(text: string, file: string, edition: Edition): Narrative {
  const yaml = new LocatedYaml(text, file);
  const narrative = yaml.as(narrativeSchema);
  const { complaints, ...resolved } = resolveNarrative(narrative, edition);
  const mismatch: Complaint[] =
    narrative.edition === edition.edition
      ? []
      : [{ path: ['edition'], message: `应为 ${edition.edition}，实为 ${narrative.edition}` }];
  const wrong = [...mismatch, ...complaints];
  if (wrong.length > 0) throw yaml.error(wrong);
  return { ...narrative, tables: edition, ...resolved };
}
