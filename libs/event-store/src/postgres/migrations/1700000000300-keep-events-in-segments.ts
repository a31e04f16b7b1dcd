import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { APPEND_SEGMENTS, DROP_APPEND_EVENTS_TO_ROWS } from './append-segments.sql';
import { CONVERT_PIECE, CREATE_SEGMENTS, CREATE_VIEW_OF_EVENTS, REFUSE_TO_LOSE_EVENTS } from './segments.sql';

/**
 * The events of one stream that one commit stored become one row (docs/adr/0015). A log of many years is converted in place,
 * piece by piece: each piece is a separate transaction, so an upgrade that was interrupted continues after the last piece.
 */
export class KeepEventsInSegments1700000000300 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    const isFound = async (condition: string): Promise<boolean> => {
      const [{ found }] = (await queryRunner.query(`SELECT ${condition} AS found`)) as [{ found: boolean }];
      return found;
    };
    if (await isFound(`to_regclass('event_store.segment') IS NULL`)) await queryRunner.query(BEGIN);
    if (await isFound(`to_regclass('event_store.event_before_segments') IS NOT NULL`)) {
      await convert(queryRunner);
      await queryRunner.query(END);
    }
  }

  async down(): Promise<void> {
    throw new Error('Segments are not taken apart again.');
  }
}

/** Statements without parameters that are sent together are one transaction. */
const together = (...statements: string[]): string => statements.join(';\n');

const BEGIN = together(
  DROP_APPEND_EVENTS_TO_ROWS,
  'ALTER TABLE event_store.event RENAME TO event_before_segments',
  ...CREATE_SEGMENTS,
);

const END = together(
  REFUSE_TO_LOSE_EVENTS,
  'DROP TABLE event_store.event_before_segments',
  CREATE_VIEW_OF_EVENTS,
  APPEND_SEGMENTS,
  // Until the server does it by itself, its plans would be those for empty tables.
  'ANALYZE event_store.segment, event_store.command',
);

/** Converts piece after piece, and says how far it is at each full percent of a log of more than one piece. */
async function convert(queryRunner: QueryRunner): Promise<void> {
  let told = 0;
  for (;;) {
    const [piece] = (await queryRunner.query(CONVERT_PIECE)) as [{ converted?: number; done: string; total: string }];
    if (!piece.converted) return;
    const [done, total] = [Number(piece.done), Number(piece.total)];
    const percent = Math.floor((100 * done) / total);
    if (percent === told || piece.converted === total) continue;
    told = percent;
    const progress = `已完成 ${done.toLocaleString('en-US')} / ${total.toLocaleString('en-US')} 个事件（${percent}%）`;
    queryRunner.connection.logger.log(
      'info',
      `正在升级账本的存储格式：${progress}。中断后再启动会接着进行。`,
      queryRunner,
    );
  }
}
