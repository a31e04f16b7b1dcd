import { type Complaint } from './complaint';
import { type TableDefinition } from './edition-schema';
import { type ListDefinition } from './list-schema';
import { type RowBlock } from './row-schema';

/** What keeps a list from standing under its table: its columns must lie under the table's headers, from left to right. */
export function listComplaints(
  { columns }: ListDefinition,
  table: TableDefinition,
  path: readonly PropertyKey[],
): Complaint[] {
  if (table.rows.some(hasSides)) return [{ path, message: 'list 只能写在不分侧（side）的表里' }];
  const headers = table.columns.filter(({ leading }) => !leading).map(({ name }) => name);
  const wanted = [undefined, ...headers];
  const unders = columns
    .map(({ under }) => under)
    .filter((under, index, all) => index === 0 || under !== all[index - 1]);
  if (unders.length === wanted.length && wanted.every((header, index) => unders[index] === header)) return [];
  const message = `list 的栏目应从左到右占满本表：先是不写 under 的（在名称之下），然后依次 under ${headers.join('、')}`;
  return [{ path: [...path, 'columns'], message }];
}

const hasSides = ({ side, rows = [] }: RowBlock): boolean => side !== undefined || rows.some(hasSides);
