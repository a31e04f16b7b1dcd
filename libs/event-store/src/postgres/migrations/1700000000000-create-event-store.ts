import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { APPEND_EVENTS } from './append-events.sql';

/**
 * The log and what is derived from it for speed. No sequences and no transaction ids take part in the order, so a copy
 * of the rows in a fresh database is as good as the original.
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
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        version integer NOT NULL,
        data json NOT NULL,
        metadata json NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        hash bytea NOT NULL,
        UNIQUE (stream, revision)
      )`);
    // Room in each page lets the row of a busy stream be updated in place, without touching the index.
    await queryRunner.query(`
      CREATE TABLE event_store.stream (
        stream text PRIMARY KEY,
        revision bigint NOT NULL,
        hash bytea NOT NULL
      ) WITH (fillfactor = 50)`);
    await queryRunner.query(`
      CREATE TABLE event_store.appended_command (
        command_id uuid NOT NULL,
        stream text NOT NULL,
        first_revision bigint NOT NULL,
        last_revision bigint NOT NULL,
        position bigint NOT NULL,
        fingerprint bytea NOT NULL,
        PRIMARY KEY (command_id, stream)
      )`);
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
