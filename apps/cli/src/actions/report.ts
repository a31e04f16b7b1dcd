import { ExportReport, GetReport } from '@yujue/application';
import { type ReportFormatName, sidecarName, sidecarText } from '@yujue/report-files';
import { renderText } from '@yujue/reporting';
import { withReports } from '../with-application';
import { type DepartmentYearOptions, type MomentOptions } from '../options';
import { deliver } from '../terminal/output';

interface ReportOptions extends DepartmentYearOptions, MomentOptions {
  readonly table?: string;
  readonly format: 'text' | ReportFormatName;
  readonly out?: string;
}

/** `yujue report`: the published tables, made from the ledger. */
export async function report(
  edition: string,
  { department, year, table, asOf, knownAt, format, out }: ReportOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, table, asOf, knownAt };
  if (format === 'text') {
    const { filled } = await withReports(({ queries }) => queries.execute(new GetReport(question)));
    return deliver(renderText(filled), out);
  }
  const file = await withReports(({ queries }) => queries.execute(new ExportReport(question, format)));
  await deliver(file.bytes, out);
  if (format === 'csv' && out !== undefined) await deliver(sidecarText(file.stamp), sidecarName(out));
}
