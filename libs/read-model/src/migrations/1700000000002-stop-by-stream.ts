import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * An event that cannot be projected stops its own stream; the checkpoint knows the event that it stands at; a unit's
 * journal can be paged.
 */
export class StopByStream1700000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement);
  }
}

const UP = [
  // Streams that stopped, each at its first event that is not in the tables.
  `CREATE TABLE read_model.stopped_stream (
     stream text COLLATE "C" NOT NULL,
     event_no bigint NOT NULL,
     position text COLLATE "C" NOT NULL,
     revision bigint NOT NULL,
     event_type text NOT NULL,
     reason text NOT NULL,
     cause text NOT NULL,
     stopped_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (stream)
   )`,
  // The events of those streams that the checkpoint has passed: their numbers cannot be had from the log again without
  // counting it from the start.
  `CREATE TABLE read_model.held_event (
     stream text COLLATE "C" NOT NULL,
     event_no bigint NOT NULL,
     revision bigint NOT NULL,
     PRIMARY KEY (stream, event_no)
   )`,
  // The event at the checkpoint. Null until the projector moves on: a position alone may be another event's by now.
  `ALTER TABLE read_model.checkpoint
     ADD COLUMN event_stream text, ADD COLUMN event_revision bigint, ADD COLUMN event_id uuid, ADD COLUMN event_hash text`,
  // All amounts of a unit's year added up without their signs: while this is an exact amount, so is every sum of them.
  'ALTER TABLE read_model.unit_year ADD COLUMN turnover bigint NOT NULL DEFAULT 0',
  `UPDATE read_model.unit_year AS u SET turnover = entries.turnover
   FROM (SELECT l.unit_year_key, sum(abs(e.amount))::bigint AS turnover
         FROM read_model.budget_line l JOIN read_model.journal_entry e USING (line_key) GROUP BY l.unit_year_key) AS entries
   WHERE entries.unit_year_key = u.unit_year_key`,
  'CREATE INDEX ON read_model.journal_event (unit_year_key, event_no)',
  // What the single stop of earlier versions said; the stream at fault is found again.
  'UPDATE read_model.checkpoint SET error = NULL',
];

const DOWN = [
  // The tables cover the held events no more than their streams: fold them again.
  `TRUNCATE read_model.department_year, read_model.unit_year, read_model.budget_line, read_model.journal_event,
     read_model.journal_entry, read_model.line_month, read_model.period, read_model.register_entry`,
  `UPDATE read_model.checkpoint SET position = NULL, event_no = 0, generation = generation + 1, error = NULL`,
  'DROP TABLE read_model.stopped_stream, read_model.held_event',
  `ALTER TABLE read_model.checkpoint
     DROP COLUMN event_stream, DROP COLUMN event_revision, DROP COLUMN event_id, DROP COLUMN event_hash`,
  'ALTER TABLE read_model.unit_year DROP COLUMN turnover',
  'DROP INDEX read_model.journal_event_unit_year_key_event_no_idx',
];
