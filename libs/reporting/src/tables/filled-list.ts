import { type ListDefinition } from '../edition/list-schema';
import { type ReportInput } from '../report-input';
import { type FilledList } from './filled';

/** The list below a table with the year's 绩效指标; null where the table has none, or the year has none. */
export function filledList(
  list: ListDefinition | undefined,
  { performanceTargets = [] }: ReportInput,
): FilledList | null {
  if (!list || performanceTargets.length === 0) return null;
  const { title, columns } = list;
  const rows = performanceTargets.map((target) => columns.map(({ text }) => target[text]));
  return { title, columns: columns.map(({ name }) => name), rows };
}
