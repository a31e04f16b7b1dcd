import { CheckReport, checkDocumentFile, readConfiguration, surviveFaults } from '@yujue/application';
import { findingsOf, renderDocumentCheckText, toDocumentCheckJson } from '@yujue/document-checks';
import { type Verdict, renderCheckText, toCheckJson } from '@yujue/reporting';
import { Failure } from '../failure';
import { withReports } from '../with-application';
import { type DepartmentYearOptions, type MomentOptions } from '../options';
import { jsonText, note, print } from '../terminal/output';

export interface FileCheckOptions {
  readonly file: string;
  readonly format: 'text' | 'json';
}

export interface LedgerCheckOptions extends DepartmentYearOptions, MomentOptions {
  readonly format: 'text' | 'json';
}

/** Checks 勾稽 of a department's year in the ledger. Throws Failure when a hard rule fails. */
export async function checkLedger(
  edition: string,
  { department, year, asOf, knownAt, format }: LedgerCheckOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, asOf, knownAt };
  const result = await withReports(({ queries }) => queries.execute(new CheckReport(question)));
  await print(format === 'json' ? jsonText(toCheckJson(result)) : renderCheckText(result));
  failOnErrors(result.findings);
}

/** Checks 勾稽 of the figures in a file. Throws Failure when a hard rule fails, or when not all of the file was understood. */
export async function checkFile(edition: string, { file, format }: FileCheckOptions): Promise<void> {
  surviveFaults(note);
  const { home } = readConfiguration(process.env);
  const result = await checkDocumentFile({ file, edition, home });
  await print(format === 'json' ? jsonText(toDocumentCheckJson(result)) : renderDocumentCheckText(result));
  failOnErrors(findingsOf(result));
  if (result.problems.length > 0) throw new Failure('文件没有全部读懂，没有读懂之处未经检查。');
}

function failOnErrors(findings: readonly { readonly verdict: Verdict }[]): void {
  const errors = findings.filter(({ verdict }) => verdict === '错误').length;
  if (errors > 0) throw new Failure(`勾稽检查未通过：${errors} 处错误。`);
}
