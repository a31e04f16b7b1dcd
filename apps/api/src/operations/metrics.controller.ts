import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Following } from '@yujue/application';
import { Metrics } from './metrics';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly following: Following,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(): Promise<string> {
    const { events, behind, error, stopped, reopened, logBreak } = await this.following.status();
    this.metrics.projectedEvents.set(events);
    this.metrics.projectionBehind.set(behind ? 1 : 0);
    this.metrics.projectionStopped.set(error ? 1 : 0);
    this.metrics.stoppedStreams.set(stopped.length);
    this.metrics.logReopened.set(reopened);
    this.metrics.countAvailability(this.following.availability());
    this.metrics.logBreak.set(logBreak === null ? 0 : 1);
    return this.metrics.registry.metrics();
  }
}
