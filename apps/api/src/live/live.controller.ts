import { Controller, type MessageEvent, Query, Sse } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LiveUpdates } from '@yujue/application';
import { type Observable, filter, interval, map, merge } from 'rxjs';

/** Proxies close a connection that is silent for longer. */
const HEARTBEAT_MS = 15_000;

@ApiTags('实时更新')
@Controller('api/v1/events')
export class LiveController {
  constructor(private readonly live: LiveUpdates) {}

  @Sse()
  @ApiOperation({ summary: '业务登记后、报表已更新时，推送变动的单位和年度（server-sent events）' })
  events(@Query('owner') owner?: string): Observable<MessageEvent> {
    const updates = this.live.updates.pipe(
      filter((update) => owner === undefined || update.owner === owner),
      map((update): MessageEvent => ({ type: 'changed', id: update.position, data: update })),
    );
    const heartbeat = interval(HEARTBEAT_MS).pipe(map((): MessageEvent => ({ type: 'heartbeat', data: {} })));
    return merge(updates, heartbeat);
  }
}
