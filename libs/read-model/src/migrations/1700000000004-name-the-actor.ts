import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A journal's event knows who recorded it. What was projected before does not: reports do not need it, so it stays null until
 * the next rebuild, and nothing has to be folded again to start this version.
 */
export class NameTheActor1700000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE read_model.journal_event ADD COLUMN actor text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE read_model.journal_event DROP COLUMN actor');
  }
}
