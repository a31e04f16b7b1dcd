import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Fitted amounts are marked; every version of a register's entry is kept with the event that recorded it, so that
 * registers can be asked as known at a moment; a department's year knows its authority and its source.
 *
 * What was projected before lacks all of this, and the log has it: the tables are emptied, and the projector folds them
 * again from the start.
 */
export class MarkFittedAndKeepRegisterHistory1700000000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...FOLD_AGAIN, ...UP]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...FOLD_AGAIN, ...DOWN]) await queryRunner.query(statement);
  }
}

const FOLD_AGAIN = [
  `TRUNCATE read_model.department_year, read_model.unit_year, read_model.budget_line, read_model.journal_event,
     read_model.journal_entry, read_model.line_month, read_model.period`,
  `UPDATE read_model.checkpoint SET position = NULL, event_no = 0, generation = generation + 1, error = NULL`,
  'DROP TABLE read_model.register_entry',
];

const UP = [
  'ALTER TABLE read_model.journal_event ADD COLUMN basis text COLLATE "C"',
  'ALTER TABLE read_model.department_year ADD COLUMN authority text, ADD COLUMN source jsonb',
  // One row per version; the one with the highest event_no stands. A null basis: recorded by a person, not fitted.
  `CREATE TABLE read_model.register_entry (
     owner text NOT NULL,
     fiscal_year smallint NOT NULL,
     register text NOT NULL,
     entry_no text NOT NULL,
     event_no bigint NOT NULL,
     recorded_at timestamptz(3) NOT NULL,
     event_id uuid NOT NULL,
     position text COLLATE "C" NOT NULL,
     basis text COLLATE "C",
     content jsonb NOT NULL,
     PRIMARY KEY (owner, fiscal_year, register, entry_no, event_no)
   )`,
];

const DOWN = [
  'ALTER TABLE read_model.journal_event DROP COLUMN basis',
  'ALTER TABLE read_model.department_year DROP COLUMN authority, DROP COLUMN source',
  `CREATE TABLE read_model.register_entry (
     owner text NOT NULL,
     fiscal_year smallint NOT NULL,
     register text NOT NULL,
     entry_no text NOT NULL,
     content jsonb NOT NULL,
     PRIMARY KEY (owner, fiscal_year, register, entry_no)
   )`,
];
