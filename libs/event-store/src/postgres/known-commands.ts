import { toPosition } from '../position';
import { type StoredCommand } from '../appending/stored-command';
import { queryRows, type Queryable } from './connection';

type CommandRow = [stream: string, id: string, first: string, last: string, position: string, fingerprint: string];

const KNOWN_COMMANDS = {
  name: 'event-store-known-commands',
  // LIMIT makes it an index look-up a command, also in a plan that was made while the table was empty.
  text: `SELECT asked.stream, asked.command_id, first_revision, last_revision, position, fingerprint
         FROM unnest($1::uuid[], $2::text[]) AS asked (command_id, stream)
         CROSS JOIN LATERAL (
           SELECT command_first_revision AS first_revision, revision AS last_revision, position,
             metadata ->> 'fingerprint' AS fingerprint
           FROM event_store.event
           WHERE event.command_id = asked.command_id AND event.stream = asked.stream LIMIT 1) AS stored`,
};

// Changes no value, but the server writes it to its WAL like every change.
const CONFIRM_COMMIT = {
  name: 'event-store-confirm-commit',
  text: 'UPDATE event_store.log_head SET position = position WHERE only_row',
};

interface CommandOfStream {
  readonly stream: string;
  readonly commandId: string;
}

/** One text for a command in a stream, to look it up by. */
export const commandKey = ({ stream, commandId }: CommandOfStream): string => `${commandId} ${stream}`;

/** Of these commands those that are stored, by `commandKey`. */
export async function knownCommands(
  db: Queryable,
  commands: readonly CommandOfStream[],
): Promise<Map<string, StoredCommand>> {
  const rows = await queryRows<CommandRow>(db, KNOWN_COMMANDS, [
    commands.map(({ commandId }) => commandId),
    commands.map(({ stream }) => stream),
  ]);
  return new Map(
    rows.map(([stream, commandId, first, last, position, fingerprint]) => [
      commandKey({ stream, commandId }),
      {
        firstRevision: Number(first),
        lastRevision: Number(last),
        position: toPosition(position),
        repeated: true,
        fingerprint,
      },
    ]),
  );
}

/**
 * Resolves once everything that can be read now is as durable as an append that was answered. When the connection of a
 * commit that waits for a synchronous standby is cut, or its server restarts, the commit can be read although the standby
 * may not have it yet. A later commit is answered only after the standby has both.
 */
export async function confirmCommit(db: Queryable): Promise<void> {
  await queryRows(db, CONFIRM_COMMIT, []);
}
