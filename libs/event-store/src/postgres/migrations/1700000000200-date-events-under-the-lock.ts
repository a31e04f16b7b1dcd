import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DATE_AND_APPEND_EVENTS, DROP_APPEND_EVENTS } from './date-and-append-events.sql';

/** Events get their time of recording, and with it their hash, under the lock that orders the log. */
export class DateEventsUnderTheLock1700000000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE event_store.log_head ADD COLUMN recorded_at timestamptz(3)`);
    await queryRunner.query(`
      UPDATE event_store.log_head
      SET recorded_at = coalesce((SELECT max(recorded_at) FROM event_store.event), '-infinity')`);
    await queryRunner.query(`
      ALTER TABLE event_store.log_head
        ALTER COLUMN recorded_at SET NOT NULL, ALTER COLUMN recorded_at SET DEFAULT '-infinity'`);
    await queryRunner.query(DROP_APPEND_EVENTS);
    await queryRunner.query(DATE_AND_APPEND_EVENTS);
  }

  async down(): Promise<void> {
    throw new Error('Events that were dated under the lock are not dated anew.');
  }
}
