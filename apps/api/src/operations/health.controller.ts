import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Following } from '@yujue/application';
import { alive, readiness } from '../answers/running-answers';
import { Answers } from '../contract/answer-decorators';

@ApiTags('运行')
@Controller('health')
export class HealthController {
  constructor(private readonly following: Following) {}

  @Get('live')
  @ApiOperation({ summary: '进程在运行' })
  @Answers(alive)
  alive() {
    return { status: 'up' as const };
  }

  @Get('ready')
  @ApiOperation({
    summary:
      '数据库可用，事件库没有回退，报表数据没有停滞；否则为 503 并说明原因。个别事件流停住时仍为 200，列在 stopped 中',
  })
  @Answers(readiness)
  async ready() {
    const projection = await this.following.status().catch(() => null);
    if (!projection) throw new ServiceUnavailableException('数据库暂时无法访问。');
    if (projection.logBreak) throw new ServiceUnavailableException(projection.logBreak);
    if (projection.error) throw new ServiceUnavailableException(projection.error);
    // One unit's unreadable event must not take the server away from all others.
    return { status: projection.stopped.length === 0 ? ('up' as const) : ('degraded' as const), projection };
  }
}
