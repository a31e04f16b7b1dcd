import { type Catalogue } from '@yujue/classification';
import { type PublishedTable } from '@yujue/published';
import { isOwnCode } from './align-rows';

/**
 * Whether a table prints a code that the catalogue of its year does not have. What seems to be missing from such a table
 * may be that very row, so nothing is concluded from it.
 */
export function hasUnknownCodes({ rows }: PublishedTable, { functions, economic, government }: Catalogue): boolean {
  const trees = [functions, economic, government];
  return rows.some(({ code }) => isOwnCode(code) && trees.every((tree) => !tree.find(code)));
}
