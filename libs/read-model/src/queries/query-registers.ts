import { type RegisterName } from '@yujue/ledger';
import { type Fen, parseYuan } from '@yujue/money';
import { type RegisterEntry } from '@yujue/facts';
import { type Rows } from './rows';

/**
 * The entries of one register of these units or departments, by owner in the given order and then by number; as they
 * were known at a moment (ISO 8601), or as they are now.
 */
export const queryRegisters = <Name extends RegisterName>(
  rows: Rows,
  owners: readonly string[],
  fiscalYear: number,
  register: Name,
  knownAt?: string,
): Promise<RegisterEntry<Name>[]> =>
  rows<RegisterEntry<Name>>(
    `SELECT owner, entry_no AS "entryNo", content
     FROM (SELECT DISTINCT ON (owner, entry_no) owner, entry_no, content FROM read_model.register_entry
           WHERE owner = ANY ($1::text[]) AND fiscal_year = $2 AND register = $3
             AND ($4::timestamptz IS NULL OR recorded_at <= $4)
           ORDER BY owner, entry_no, event_no DESC) AS known
     ORDER BY array_position($1, owner), entry_no COLLATE "C"`,
    [owners, fiscalYear, register, knownAt ?? null],
  );

/** 上年决算 and other figures published before the ledger began, by their keys in editions; 分. */
export async function queryComparatives(
  rows: Rows,
  department: string,
  fiscalYear: number,
  knownAt?: string,
): Promise<Map<string, Fen>> {
  const entries = await queryRegisters(rows, [department], fiscalYear, 'comparatives', knownAt);
  return new Map(entries.map(({ content }) => [content.key, parseYuan(content.amount)]));
}
