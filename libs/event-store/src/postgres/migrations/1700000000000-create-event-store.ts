import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { APPEND_EVENTS } from './append-events.sql';

/**
 * The log. No sequences and no transaction ids take part in the order, so a copy of the rows in a fresh database is as
 * good as the original.
 *
 * `data` and `metadata` are `json` and not `jsonb`: the hash covers their text, and `json` keeps it byte for byte.
 */
export class CreateEventStore1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SCHEMA IF NOT EXISTS event_store`);
    await queryRunner.query(`
      CREATE TABLE event_store.event (
        position bigint PRIMARY KEY,
        stream text NOT NULL,
        revision bigint NOT NULL,
        id uuid NOT NULL,
        type text NOT NULL,
        version integer NOT NULL,
        data json NOT NULL,
        metadata json NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        hash bytea NOT NULL,
        command_id uuid,
        command_first_revision bigint,
        UNIQUE (stream, revision)
      )`);
    // A command takes effect once in a stream. It is found by the last event that it wrote; on the others both are null.
    await queryRunner.query(`
      CREATE UNIQUE INDEX event_command ON event_store.event (command_id, stream) WHERE command_id IS NOT NULL`);
    await queryRunner.query(`
      CREATE TABLE event_store.log_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint NOT NULL
      )`);
    await queryRunner.query(`INSERT INTO event_store.log_head (position) VALUES (0)`);
    await queryRunner.query(`
      CREATE TABLE event_store.snapshot (
        stream text PRIMARY KEY,
        revision bigint NOT NULL,
        schema text NOT NULL,
        state text NOT NULL
      )`);
    await queryRunner.query(APPEND_EVENTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP SCHEMA event_store CASCADE`);
  }
}
