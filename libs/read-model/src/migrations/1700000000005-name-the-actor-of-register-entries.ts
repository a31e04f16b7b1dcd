import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A register's entry knows who recorded it, as a journal's event does. What was projected before stays null until the next
 * rebuild.
 */
export class NameTheActorOfRegisterEntries1700000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE read_model.register_entry ADD COLUMN actor text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE read_model.register_entry DROP COLUMN actor');
  }
}
