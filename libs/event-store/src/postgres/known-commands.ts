import { type Queryable } from '@yujue/database';
import { toPosition } from '../position';
import { type StoredCommand } from '../appending/stored-command';
import { queryRows } from './connection';
import { METADATA_INDEX } from './event-line';

type CommandRow = [stream: string, id: string, first: string, last: string, position: string, fingerprint: string];

const KNOWN_COMMANDS = {
  name: 'event-store-known-commands',
  // LIMIT makes them index look-ups, also in a plan that was made while the tables were empty. The fingerprint is in the
  // command's last event, which may have others of its segment behind it.
  text: `SELECT asked.stream, asked.command_id, command.first_revision, command.last_revision,
           position - behind, (lines[cardinality(lines) - behind::integer] || ']')::json -> ${METADATA_INDEX} ->> 'fingerprint'
         FROM unnest($1::uuid[], $2::text[]) AS asked (command_id, stream)
         CROSS JOIN LATERAL (
           SELECT first_revision, last_revision FROM event_store.command
           WHERE command.stream = asked.stream AND command.command_id = asked.command_id LIMIT 1) AS command
         CROSS JOIN LATERAL (
           SELECT position, events, revision - last_revision AS behind FROM event_store.segment
           WHERE segment.stream = asked.stream AND revision >= last_revision ORDER BY revision LIMIT 1) AS segment
         CROSS JOIN LATERAL string_to_array(events, E'\\n') AS lines`,
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
