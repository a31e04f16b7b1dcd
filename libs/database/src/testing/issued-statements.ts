import { hash } from 'node:crypto';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** SHA-256 (hex) of the statements that a migration sends to the database; its own queries are answered with yes. */
export async function issuedStatements(Migration: new () => MigrationInterface): Promise<string> {
  const statements: string[] = [];
  const query = (statement: string): Promise<unknown> => {
    statements.push(statement);
    return Promise.resolve([{ found: true }]);
  };
  await new Migration().up({ query } as unknown as QueryRunner);
  return hash('sha256', statements.join('\n;\n'));
}
