import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Following } from '@yujue/application';

@ApiTags('运行')
@Controller('health')
export class HealthController {
  constructor(private readonly following: Following) {}

  @Get('live')
  @ApiOperation({ summary: '进程在运行' })
  live() {
    return { status: 'up' };
  }

  @Get('ready')
  @ApiOperation({ summary: '数据库可用，报表数据没有停滞；停滞时为 503 并说明原因' })
  async ready() {
    const projection = await this.following.status().catch(() => null);
    if (!projection) throw new ServiceUnavailableException('数据库暂时无法访问。');
    if (projection.error) throw new ServiceUnavailableException(projection.error);
    return { status: 'up', projection };
  }
}
