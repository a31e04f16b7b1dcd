import { ErrorType } from '@eventstore/db-client';
import { EventStoreError, PAGE_SIZE_EVENTS_DEFAULT } from '../port';
import { arrivals } from './arrivals';
import { type ServerConnection } from './server-connection';
import { type StreamNames } from './stream-names';
import { fromWireEvent, type WrittenEvent } from './wire-event';
import { isOfType } from './wire-errors';

/** Reads single streams, and makes sure that nothing of them is missing. */
export class StreamReader {
  constructor(
    private readonly connection: ServerConnection,
    private readonly names: StreamNames,
  ) {}

  /**
   * The events of a stream from a revision on, in groups as they arrive. Nothing when there is no such stream.
   * @throws EventStoreError STORE_CORRUPT if the stream or its beginning was deleted.
   */
  async *read(
    stream: string,
    from: number,
    { groupSize = PAGE_SIZE_EVENTS_DEFAULT, maxEvents = Infinity }: { groupSize?: number; maxEvents?: number } = {},
  ): AsyncGenerator<readonly WrittenEvent[]> {
    if (maxEvents <= 0) return;
    let next = from;
    const { client, silenceMaxMs } = this.connection;
    try {
      const events = client.readStream(
        this.names.onServer(stream),
        // Followers lag behind, and what was just written must be found.
        {
          fromRevision: BigInt(from),
          requiresLeader: true,
          ...(Number.isFinite(maxEvents) && { maxCount: maxEvents }),
        },
        { highWaterMark: groupSize },
      );
      const arriving = arrivals(events, groupSize, { silenceMaxMs });
      for await (const group of Number.isFinite(maxEvents) ? wholly(arriving) : arriving) {
        const written = group.map((resolved) => fromWireEvent(resolved, this.names));
        for (const { event } of written) {
          if (event.revision !== next) throw missing(stream, next, event.revision);
          next += 1;
        }
        yield written;
      }
    } catch (error) {
      if (!isOfType(error, ErrorType.STREAM_NOT_FOUND)) throw await this.connection.readFailure(error);
      // A stream that was deleted in the soft way looks as one that never was, and would go on at its old revision.
      await this.refuseIfCut(stream);
    }
  }

  private async refuseIfCut(stream: string): Promise<void> {
    const name = this.names.onServer(stream);
    const { metadata } = await this.connection
      .ask((client) => client.getStreamMetadata(name))
      .catch(async (error: unknown) => {
        throw await this.connection.readFailure(error);
      });
    const { truncateBefore, maxCount, maxAge } = metadata ?? {};
    if ([truncateBefore, maxCount, maxAge].some((limit) => limit !== undefined)) {
      throw new EventStoreError(
        'STORE_CORRUPT',
        `事件流 ${stream} 在事件库中被删除，或设置了保留期限，账目不完整，请从备份恢复。`,
      );
    }
  }
}

/** Reads a short range to its end: leaving a read early resets it, and servers close connections that reset many reads. */
async function* wholly<Item>(groups: AsyncIterable<readonly Item[]>): AsyncGenerator<readonly Item[]> {
  const all: Item[] = [];
  for await (const group of groups) all.push(...group);
  if (all.length > 0) yield all;
}

const missing = (stream: string, expected: number, found: number): EventStoreError =>
  new EventStoreError(
    'STORE_CORRUPT',
    `事件流 ${stream} 缺少第 ${expected} 至 ${found - 1} 号事件：它们在事件库中被删除，账目不完整，请从备份恢复。`,
  );
