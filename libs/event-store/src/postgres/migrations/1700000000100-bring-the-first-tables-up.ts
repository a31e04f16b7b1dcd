import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { APPEND_EVENTS } from './append-events.sql';

/**
 * `CreateEventStore` was edited after databases had been made by it. Those kept streams and commands in tables of their
 * own, and a function that nothing calls any more; this gives them the tables that the edited one makes. Databases that
 * it made itself are left as they are.
 *
 * Migrations that change the log's tables come after this one, so that they find one form of them.
 */
export class BringTheFirstTablesUp1700000000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ found }] = (await queryRunner.query(
      `SELECT to_regclass('event_store.appended_command') IS NOT NULL AS found`,
    )) as [{ found: boolean }];
    if (!found) return;
    for (const statement of UP) await queryRunner.query(statement);
  }

  /** Both forms hold the same log; there is nothing to go back to. */
  async down(): Promise<void> {}
}

const UP = [
  `ALTER TABLE event_store.event
     ADD COLUMN command_id uuid, ADD COLUMN command_first_revision bigint, DROP CONSTRAINT event_id_key`,
  `UPDATE event_store.event AS e SET command_id = c.command_id, command_first_revision = c.first_revision
   FROM event_store.appended_command c WHERE e.stream = c.stream AND e.revision = c.last_revision`,
  `CREATE UNIQUE INDEX event_command ON event_store.event (command_id, stream) WHERE command_id IS NOT NULL`,
  'DROP FUNCTION event_store.append_events(json, json, json)',
  APPEND_EVENTS,
  'DROP TABLE event_store.stream, event_store.appended_command',
];
