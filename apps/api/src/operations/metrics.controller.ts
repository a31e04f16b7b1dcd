import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Following } from '@yujue/application';
import { AnswersText } from '../contract/answer-decorators';
import { Metrics } from './metrics';

@ApiTags('运行')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly measures: Metrics,
    private readonly following: Following,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: '度量，Prometheus 的格式' })
  @AnswersText('', 'text/plain')
  async metrics(): Promise<string> {
    const { events, behind, error, stopped, reopened, logBreak } = await this.following.status();
    this.measures.projectedEvents.set(events);
    this.measures.projectionBehind.set(behind ? 1 : 0);
    this.measures.projectionStopped.set(error ? 1 : 0);
    this.measures.stoppedStreams.set(stopped.length);
    this.measures.logReopened.set(reopened);
    this.measures.countAvailability(this.following.availability());
    this.measures.logBreak.set(logBreak === null ? 0 : 1);
    return this.measures.registry.metrics();
  }
}
