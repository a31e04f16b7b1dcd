import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Items of 非税收入 and 指标 have numbers of their own: before, an 指标 that was called as an item is (`非税:…`) and the item
 * shared one row, and the amounts of the second stood under the dimensions of the first. Where that happened, the tables are
 * emptied and the projector folds them again.
 *
 * 批复前支出 at the level of the year before, which earlier programs held against no year before, is marked 未核对.
 */
export class KeepNonTaxItemsApart1700000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ found }] = (await queryRunner.query(SHARED_ROW)) as [{ found: boolean }];
    for (const statement of [...(found ? FOLD_AGAIN : []), ...UP]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const FOLD_AGAIN = [
  `TRUNCATE read_model.department_year, read_model.unit_year, read_model.budget_line, read_model.journal_event,
     read_model.journal_entry, read_model.line_month, read_model.period, read_model.register_entry,
     read_model.stopped_stream, read_model.held_event`,
  `UPDATE read_model.checkpoint
   SET position = NULL, event_no = 0, generation = generation + 1, error = NULL,
       event_stream = NULL, event_revision = NULL, event_id = NULL, event_hash = NULL`,
];

/** The measure of 非税收入, the only one that an item has and that no 指标 has (`measure-codes.ts`). */
const NON_TAX = 15;

const SHARED_ROW = `
  SELECT EXISTS (
    SELECT FROM read_model.budget_line l JOIN read_model.line_month m USING (line_key)
    WHERE l.line_id LIKE '非税:%' AND (l.non_tax_category IS NULL) = (m.measure = ${NON_TAX})
  ) AS found`;

const UP = [
  'ALTER TABLE read_model.budget_line DROP CONSTRAINT budget_line_unit_year_key_line_id_key',
  'CREATE UNIQUE INDEX ON read_model.budget_line (unit_year_key, line_id, (non_tax_category IS NULL))',
  `UPDATE read_model.journal_event SET basis = 'unverified'
   WHERE basis IS NULL AND event_type = 'DisbursementMade' AND reason LIKE '%（批复前支出：参照上年同期，预算法第五十四条）'`,
];

const DOWN = [
  ...FOLD_AGAIN,
  'DROP INDEX read_model.budget_line_unit_year_key_line_id_expr_idx',
  'ALTER TABLE read_model.budget_line ADD UNIQUE (unit_year_key, line_id)',
];
