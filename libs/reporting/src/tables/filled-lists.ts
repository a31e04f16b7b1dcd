import { type ListDefinition, type ListText } from '../edition/list-schema';
import { type ReportInput } from '../report-input';
import { type FilledList } from './filled';

/** The lists below a table, of the year's 年度总体目标 and 绩效指标; empty ones are left out. */
export function filledLists(lists: readonly ListDefinition[], input: ReportInput): FilledList[] {
  return lists.flatMap((definition) => {
    const { title, columns, each } = definition;
    const entries: readonly Readonly<Partial<Record<ListText, string>>>[] = input[each] ?? [];
    if (entries.length === 0) return [];
    const rows = entries.map((entry) => columns.map(({ text }) => entry[text] ?? ''));
    return [{ definition, title, columns: columns.map(({ name }) => name), rows }];
  });
}
