import { GetNarrative } from '@yujue/application';
import { renderNarrativeText, toNarrativeJson } from '@yujue/reporting';
import { withReports } from '../with-application';
import { type DepartmentYearOptions, type MomentOptions } from '../options';
import { deliver, jsonText } from '../terminal/output';

interface NarrativeOptions extends DepartmentYearOptions, MomentOptions {
  readonly format: 'text' | 'json';
  readonly out?: string;
}

/** `yujue narrative`: 情况说明, from the same ledger as the tables, with what is still to be filled in. */
export async function narrative(
  edition: string,
  { department, year, asOf, knownAt, format, out }: NarrativeOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const composed = await withReports(({ queries }) => queries.execute(new GetNarrative(question)));
  const text =
    format === 'json'
      ? jsonText(toNarrativeJson(composed.narrative, composed.head))
      : renderNarrativeText(composed.narrative);
  await deliver(text, out);
}
