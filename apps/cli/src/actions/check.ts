import { CheckReport } from '@yujue/application';
import { renderCheckText, toCheckJson } from '@yujue/reporting';
import { type DepartmentYearOptions, type MomentOptions } from '../options';
import { jsonText, print } from '../terminal/output';
import { withReports } from '../with-application';
import { failOnErrors } from './fail-on-errors';

interface LedgerCheckOptions extends DepartmentYearOptions, MomentOptions {
  readonly format: 'text' | 'json';
}

/** `yujue check <edition>`: 勾稽 of a department's year in the ledger. Throws Failure when a hard rule fails. */
export async function checkLedger(
  edition: string,
  { department, year, asOf, knownAt, format }: LedgerCheckOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const result = await withReports(({ queries }) => queries.execute(new CheckReport(question)));
  await print(format === 'json' ? jsonText(toCheckJson(result)) : renderCheckText(result));
  failOnErrors(result.findings);
}
