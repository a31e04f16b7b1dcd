import { toPosition } from '../position';
import { type StoredCommand } from '../stored-command';
import { queryRows, type Queryable } from './connection';
import { fromBytea } from './hex';

type CommandRow = [stream: string, id: string, first: string, last: string, position: string, fingerprint: string];

const KNOWN_COMMANDS = {
  name: 'event-store-known-commands',
  text: `SELECT stream, command_id, first_revision, last_revision, position, fingerprint
         FROM event_store.appended_command
         WHERE (command_id, stream) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))`,
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
        fingerprint: fromBytea(fingerprint),
      },
    ]),
  );
}
