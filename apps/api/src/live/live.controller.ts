import { Controller, type MessageEvent, Res, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LiveUpdates } from '@yujue/application';
import { type Response } from 'express';
import { type Observable, filter, interval, last, map, merge, takeUntil } from 'rxjs';
import { z } from 'zod';
import { liveUpdate } from '../answers/running-answers';
import { AnswersText, Problems } from '../contract/answer-decorators';
import { QueryOf } from '../contract/request-decorators';
import { unitYearPath } from '../http/parameters';
import { Places } from '../operations/places';

const liveQuery = z.object({ owner: unitYearPath.shape.unit.optional().describe('只推送该单位或部门的变动') });

/** Proxies close a connection that is silent for longer. */
const HEARTBEAT_MS = 15_000;

/** Each open screen holds a connection and receives every change. */
export const SSE_CLIENTS_MAX = 200;

@ApiTags('实时更新')
@Controller({ path: 'events', version: '1' })
export class LiveController {
  private readonly places = new Places(
    SSE_CLIENTS_MAX,
    'LIVE_UPDATES_FULL',
    `实时更新的连接已满（${SSE_CLIENTS_MAX} 个）。请关闭不用的页面后稍候重试，或手动刷新查看。`,
  );

  constructor(private readonly live: LiveUpdates) {}

  @Sse()
  @ApiOperation({ summary: '业务登记后、报表已更新时，推送变动的单位和年度（server-sent events）' })
  @AnswersText('事件 changed 的 data', 'text/event-stream', liveUpdate)
  @Problems(422)
  liveUpdates(
    @QueryOf(liveQuery) { owner }: z.output<typeof liveQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Observable<MessageEvent> {
    response.once('close', this.places.take());
    const updates = this.live.updates.pipe(
      filter((update) => owner === undefined || update.owner === owner),
      map((update): MessageEvent => ({ type: 'changed', id: update.position, data: update })),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ type: 'heartbeat', data: {} })));
    // Without `takeUntil` the heartbeat would never end and would keep the program running.
    return merge(updates, heartbeat.pipe(takeUntil(this.live.updates.pipe(last(null, null)))));
  }
}
