import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Items of 非税收入 and 指标 are numbered separately. Before, an 指标 with the number of an item (`非税:…`) and that item shared
 * one row, and the amounts of the second were stored under the dimensions of the first. If that happened, this empties the
 * tables and the projector folds them again.
 *
 * Marks as 未核对 every 批复前支出 at the level of the year before, because earlier programs did not compare it with that year.
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

/** The measure of 非税收入: an item has only this one, and an 指标 never has it (`measure-codes.ts`). */
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
