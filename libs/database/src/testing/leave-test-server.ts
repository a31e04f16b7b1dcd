import { createTestDatabase, isTestServerRunning } from '.';

/**
 * Comes to the shared test server and leaves it, in the place of a run that was killed: databases that were left behind
 * are dropped, and the server stops when no other process uses it. Does nothing when it does not run.
 */
async function main(): Promise<void> {
  if (!(await isTestServerRunning())) return;
  const database = await createTestDatabase();
  await database.drop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
