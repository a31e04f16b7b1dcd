import { type RegisterContent, type RegisterName } from '@yujue/ledger';
import { type Fen, parseYuan } from '@yujue/money';
import { type Rows } from './rows';

/** An entry of a register as it stands now. */
export interface RegisterEntry<Name extends RegisterName> {
  readonly owner: string;
  readonly entryNo: string;
  readonly content: RegisterContent<Name>;
}

/** The entries of one register of these units or departments, by owner in the given order and then by number. */
export const queryRegisters = <Name extends RegisterName>(
  rows: Rows,
  owners: readonly string[],
  fiscalYear: number,
  register: Name,
): Promise<RegisterEntry<Name>[]> =>
  rows<RegisterEntry<Name>>(
    `SELECT owner, entry_no AS "entryNo", content FROM read_model.register_entry
     WHERE owner = ANY ($1::text[]) AND fiscal_year = $2 AND register = $3
     ORDER BY array_position($1, owner), entry_no COLLATE "C"`,
    [owners, fiscalYear, register],
  );

/** 上年决算 and other figures published before the ledger began, by their keys in editions; 分. */
export async function queryComparatives(rows: Rows, department: string, fiscalYear: number): Promise<Map<string, Fen>> {
  const entries = await queryRegisters(rows, [department], fiscalYear, 'comparatives');
  return new Map(entries.map(({ content }) => [content.key, parseYuan(content.amount)]));
}
