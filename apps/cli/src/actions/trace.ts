import { TraceCell } from '@yujue/application';
import { renderTraceText } from '@yujue/reporting';
import { withReports } from '../with-application';
import { type DepartmentYearOptions, type MomentOptions } from '../options';
import { jsonText, print } from '../terminal/output';

interface TraceOptions extends DepartmentYearOptions, MomentOptions {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly format: 'text' | 'json';
}

/** `yujue trace`: where a printed figure comes from. */
export async function trace(
  edition: string,
  { department, year, format, table, row, column, asOf, knownAt }: TraceOptions,
): Promise<void> {
  const question = { edition, department, fiscalYear: year, table, row, column, asOf, knownAt };
  const found = await withReports(({ queries }) => queries.execute(new TraceCell(question)));
  await print(format === 'json' ? jsonText(found) : renderTraceText(found));
}
