import { type Complaint } from './complaint';
import { type TableDefinition } from './edition-schema';
import { type ListDefinition, LIST_TEXTS, takesWholeWidth } from './list-schema';
import { type RowBlock } from './row-schema';

/**
 * What keeps lists from standing under their table: the columns of each show what its rows have and lie under the table's
 * headers, from left to right; a single one may take up the whole width. `path` is that of `lists`.
 */
export function listComplaints(table: TableDefinition, path: readonly PropertyKey[]): Complaint[] {
  const { lists, rows } = table;
  if (lists.length > 0 && rows.some(hasSides)) return [{ path, message: 'lists 只能写在不分侧（side）的表里' }];
  return lists.flatMap((list, index) => {
    const here = [...path, index];
    const again = lists.findIndex(({ title }) => title === list.title) < index;
    const repeated = again ? [{ path: [...here, 'title'], message: `清单“${list.title}”重复` }] : [];
    return [...repeated, ...textComplaints(list, here), ...widthComplaints(list, table, here)];
  });
}

function textComplaints({ each, columns }: ListDefinition, path: readonly PropertyKey[]): Complaint[] {
  const known: readonly string[] = LIST_TEXTS[each];
  return columns.flatMap(({ text }, index) =>
    known.includes(text)
      ? []
      : [{ path: [...path, 'columns', index, 'text'], message: `${each} 的栏目只有 ${known.join('、')}` }],
  );
}

function widthComplaints(
  { columns }: ListDefinition,
  table: TableDefinition,
  path: readonly PropertyKey[],
): Complaint[] {
  if (takesWholeWidth({ columns })) return [];
  const headers = table.columns.filter(({ leading }) => !leading).map(({ name }) => name);
  const wanted = [undefined, ...headers];
  const unders = columns
    .map(({ under }) => under)
    .filter((under, index, all) => index === 0 || under !== all[index - 1]);
  if (unders.length === wanted.length && wanted.every((header, index) => unders[index] === header)) return [];
  const message = `清单的栏目应从左到右占满本表：先是不写 under 的（在名称之下），然后依次 under ${headers.join('、')}；只有一栏时不写 under`;
  return [{ path: [...path, 'columns'], message }];
}

const hasSides = ({ side, rows = [] }: RowBlock): boolean => side !== undefined || rows.some(hasSides);
