import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What is needed to sign in and must be removable, so it is not in the log: passwords, sessions, failed attempts, secrets of tokens.
 * Beside it the access log, whose rows are only ever added.
 */
export class CreateAccounts1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SCHEMA IF NOT EXISTS access`);
    await queryRunner.query(`
      CREATE TABLE access.account (
        login_name text PRIMARY KEY CHECK (char_length(login_name) BETWEEN 1 AND 40),
        password_hash text NOT NULL,
        must_change boolean NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await createSessions(queryRunner);
    await queryRunner.query(`
      CREATE TABLE access.service_token_secret (
        token_id text PRIMARY KEY,
        secret_hash bytea NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    // The key is hashed: a password is sometimes typed into the field of the name.
    await queryRunner.query(`
      CREATE TABLE access.failed_sign_in (
        key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
        count integer NOT NULL,
        last_at timestamptz NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX failed_sign_in_last_at ON access.failed_sign_in (last_at)`);
    await createAccessLog(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP SCHEMA access CASCADE`);
  }
}

/**
 * connect-pg-simple reads and writes the first three columns. The others are for people: a session is shown and ended by an id that is
 * of no use to a thief, and every request writes its row, which is how it was last seen.
 */
async function createSessions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE access.session (
      sid text PRIMARY KEY,
      sess json NOT NULL,
      expire timestamptz NOT NULL,
      id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
      login_name text GENERATED ALWAYS AS (sess ->> 'loginName') STORED,
      last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`);
  await queryRunner.query(`CREATE INDEX session_expire ON access.session (expire)`);
  await queryRunner.query(`CREATE INDEX session_login_name ON access.session (login_name)`);
  await queryRunner.query(`
    CREATE FUNCTION access.see_session() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.last_seen_at := clock_timestamp();
      RETURN NEW;
    END $$`);
  await queryRunner.query(`
    CREATE TRIGGER see_session BEFORE UPDATE ON access.session
    FOR EACH ROW EXECUTE FUNCTION access.see_session()`);
}

/** An index for each way of reading it, newest first. */
async function createAccessLog(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE access.access_log (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT clock_timestamp(),
      kind text NOT NULL CHECK (char_length(kind) <= 40),
      login_name text CHECK (char_length(login_name) <= 60),
      actor text CHECK (char_length(actor) <= 60),
      address text CHECK (char_length(address) <= 64),
      user_agent text CHECK (char_length(user_agent) <= 200),
      detail text CHECK (char_length(detail) <= 500)
    )`);
  await queryRunner.query(`CREATE INDEX access_log_at ON access.access_log (at, id)`);
  await queryRunner.query(`CREATE INDEX access_log_kind ON access.access_log (kind, at, id)`);
  await queryRunner.query(`CREATE INDEX access_log_login_name ON access.access_log (login_name, at, id)`);
  await queryRunner.query(`CREATE INDEX access_log_actor ON access.access_log (actor, at, id)`);
}
