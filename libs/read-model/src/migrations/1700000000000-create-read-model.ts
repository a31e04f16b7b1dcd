import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What reports are made from. Everything here can be folded again from the log.
 *
 * - Surrogate keys are given out by the projector in log order, so that two folds of one log give the same rows.
 * - No constraint or index is named by hand: a rebuild makes its copies with LIKE, and PostgreSQL then gives the copies
 *   the names it gave the originals, so that a later migration finds them.
 * - No foreign keys: they would cost a look-up for each row of a rebuild, and the fold refuses unknown lines itself.
 */
export class CreateReadModel1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP SCHEMA read_model CASCADE');
  }
}

const STATEMENTS = [
  'CREATE SCHEMA read_model',
  `CREATE TABLE read_model.department_year (
     department text NOT NULL,
     fiscal_year smallint NOT NULL,
     name text NOT NULL,
     title text NOT NULL,
     units text[] NOT NULL,
     editions text[] NOT NULL,
     PRIMARY KEY (department, fiscal_year)
   )`,
  `CREATE TABLE read_model.unit_year (
     unit_year_key integer PRIMARY KEY,
     unit text NOT NULL,
     fiscal_year smallint NOT NULL,
     name text NOT NULL,
     kind text NOT NULL,
     department text NOT NULL,
     opened_on date NOT NULL,
     closed_on date,
     UNIQUE (unit, fiscal_year)
   )`,
  // A non-tax item is no 指标: it has its category and account, and no fund nature, function or kind.
  `CREATE TABLE read_model.budget_line (
     line_key integer PRIMARY KEY,
     unit_year_key integer NOT NULL,
     line_id text NOT NULL,
     fund_nature text,
     function_code text,
     economic_code text,
     gov_economic_code text,
     expenditure_kind text,
     project_code text,
     origin_year smallint NOT NULL,
     payment_mode text NOT NULL,
     non_tax_category text,
     non_tax_account text,
     UNIQUE (unit_year_key, line_id)
   )`,
  // What an event's entries share, once. Columns stand widest first: PostgreSQL pads each to its alignment.
  // event_no counts the log from 1; it is what entries refer to, because a position may be 40 characters long.
  `CREATE TABLE read_model.journal_event (
     event_no bigint NOT NULL,
     recorded_at timestamptz(3) NOT NULL,
     amount bigint NOT NULL,
     unit_year_key integer NOT NULL,
     occurred_on date NOT NULL,
     event_id uuid NOT NULL,
     position text COLLATE "C" NOT NULL,
     event_type text COLLATE "C" NOT NULL,
     document_no text COLLATE "C" NOT NULL,
     reason text NOT NULL,
     PRIMARY KEY (event_no)
   )`,
  'CREATE INDEX ON read_model.journal_event (unit_year_key, document_no, event_no)',
  // One row per line, measure and event: the widest table by far, so it holds numbers only.
  `CREATE TABLE read_model.journal_entry (
     event_no bigint NOT NULL,
     amount bigint NOT NULL,
     line_key integer NOT NULL,
     occurred_on date NOT NULL,
     ordinal smallint NOT NULL,
     measure smallint NOT NULL,
     PRIMARY KEY (event_no, ordinal)
   )`,
  'CREATE INDEX ON read_model.journal_entry (line_key, occurred_on)',
  `CREATE TABLE read_model.line_month (
     line_key integer NOT NULL,
     month smallint NOT NULL,
     measure smallint NOT NULL,
     amount bigint NOT NULL,
     PRIMARY KEY (line_key, month, measure)
   )`,
  `CREATE TABLE read_model.period (
     unit_year_key integer NOT NULL,
     month smallint NOT NULL,
     closed_on date,
     PRIMARY KEY (unit_year_key, month)
   )`,
  `CREATE TABLE read_model.register_entry (
     owner text NOT NULL,
     fiscal_year smallint NOT NULL,
     register text NOT NULL,
     entry_no text NOT NULL,
     content jsonb NOT NULL,
     PRIMARY KEY (owner, fiscal_year, register, entry_no)
   )`,
  // generation changes when a rebuild is switched to: what a projector remembers of the tables before is then void.
  `CREATE TABLE read_model.checkpoint (
     projection text PRIMARY KEY,
     position text COLLATE "C",
     event_no bigint NOT NULL DEFAULT 0,
     generation integer NOT NULL DEFAULT 1,
     updated_at timestamptz(3) NOT NULL DEFAULT now(),
     error text
   )`,
  `INSERT INTO read_model.checkpoint (projection) VALUES ('ledger')`,
];
