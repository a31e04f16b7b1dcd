import { randomUUID } from 'node:crypto';
import { BACKWARDS, END } from '@eventstore/db-client';
import { GENESIS_HASH } from '../hash-chain';
import { EventStoreError } from '../port';
import { SEAL_STREAM } from '../seals';
import { arrivals } from './arrivals';
import { type ServerConnection } from './server-connection';
import { type WriterContext } from './stream-writer';
import { asReadError } from './wire-errors';
import { toWireEvent } from './wire-event';

/** No stream has this many events, so an append that expects this revision is always refused. */
const REVISION_NEVER_REACHED = Number.MAX_SAFE_INTEGER;

type Writing = Pick<WriterContext, 'appends' | 'names'>;

interface Right {
  readonly name: string;
  /** How an administrator grants it; docs/operations.md has the full instructions. */
  readonly grant: string;
  readonly ask: () => Promise<unknown>;
}

/**
 * Checks every right that the program needs by using it: reads `$all`, reads one of our streams and its metadata, and
 * appends to that stream with a revision that it never has. The server checks the user's rights before it checks the
 * revision (Source: Streams.BatchAppend.cs and Streams.Append.cs call CheckAccessAsync before the write is handed on). So
 * this writes nothing, and wrong-expected-version means that the right exists.
 *
 * @throws EventStoreError STORE_DENIED
 */
export async function demandRights(connection: ServerConnection, context: Writing): Promise<void> {
  const rights = rightsOf(connection, context);
  const answers = await Promise.all(rights.map(async (right) => ((await isDenied(right)) ? [right] : [])));
  const missing = answers.flat();
  if (missing.length === 0) return;
  const list = missing.map(({ name, grant }) => `${name}（${grant}）`).join('；');
  // The server answers a wrong password like a missing right.
  const all = missing.length === rights.length ? '请先核对 EVENT_STORE_URL 中的用户名和口令；如无误，' : '';
  throw new EventStoreError(
    'STORE_DENIED',
    `事件库拒绝访问，没有写入任何内容。${all}EVENT_STORE_URL 中的用户缺少以下权限，请由事件库管理员授予：${list}。`,
  );
}

function rightsOf(connection: ServerConnection, { appends, names }: Writing): readonly Right[] {
  const { client } = connection;
  const { prefix } = names;
  const stream = names.onServer(SEAL_STREAM);
  const readToEnd = async (read: Parameters<typeof arrivals>[0]): Promise<void> => {
    for await (const group of arrivals(read, 1, { silenceMaxMs: connection.silenceMaxMs })) void group;
  };
  const ofUser = (right: string) => `在 $settings 的 $userStreamAcl 中授予该用户 ${right}`;
  return [
    {
      name: '读取 $all',
      grant: '在 $all 的元数据的 $acl 中授予该用户 $r',
      ask: () => readToEnd(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })),
    },
    {
      name: `读取 ${prefix} 开头的流`,
      grant: ofUser('$r'),
      ask: () => readToEnd(client.readStream(stream, { maxCount: 1 })),
    },
    {
      name: `读取 ${prefix} 开头的流的元数据`,
      grant: ofUser('$mr'),
      ask: () => connection.ask((asked) => asked.getStreamMetadata(stream)),
    },
    {
      name: `写入 ${prefix} 开头的流`,
      grant: ofUser('$w'),
      ask: () => appends.append({ stream, expectedRevision: REVISION_NEVER_REACHED, events: [probe()] }),
    },
  ];
}

/** An event that is never stored. */
const probe = () =>
  toWireEvent(
    {
      stream: SEAL_STREAM,
      revision: REVISION_NEVER_REACHED,
      id: randomUUID(),
      type: 'RightsAsked',
      version: 1,
      data: '{}',
      metadata: '{}',
      recordedAt: '',
      hash: GENESIS_HASH,
    },
    randomUUID(),
  );

/** Any other answer means that the right exists, or does not show whether it does. */
async function isDenied({ ask }: Right): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    return asReadError(error).code === 'STORE_DENIED';
  }
}
