import { type NestInterceptor, type CallHandler, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { type Observable, finalize } from 'rxjs';

/** The process's measures, in the form that Prometheus reads. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'yujue_http_request_seconds',
    help: 'Duration of HTTP requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });

  readonly commands = new Counter({
    name: 'yujue_commands_total',
    help: 'Ledger commands by type and outcome (recorded, repeated, or the code of the refusal).',
    labelNames: ['type', 'outcome'],
    registers: [this.registry],
  });

  readonly projectedEvents = new Gauge({
    name: 'yujue_projection_events',
    help: 'Events of the log that the read model covers.',
    registers: [this.registry],
  });

  readonly projectionBehind = new Gauge({
    name: 'yujue_projection_behind',
    help: '1 while the read model is behind the log.',
    registers: [this.registry],
  });

  readonly projectionStopped = new Gauge({
    name: 'yujue_projection_stopped',
    help: '1 while nothing can be projected: the event store cannot be reached, or it is not the one of the read model.',
    registers: [this.registry],
  });

  readonly stoppedStreams = new Gauge({
    name: 'yujue_projection_stopped_streams',
    help: 'Streams that stopped at an event that cannot be projected; reports that include them lack what follows.',
    registers: [this.registry],
  });

  readonly logReopened = new Gauge({
    name: 'yujue_log_reopened',
    help: 'How often the projector had to open the log again since the process started.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

/** Times every request under its route's pattern, so that codes and ids do not become labels. */
@Injectable()
export class RequestTiming implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const route = (request.route as { path?: string } | undefined)?.path ?? 'unknown';
    const stop = this.metrics.requests.startTimer({ method: request.method, route });
    return next.handle().pipe(finalize(() => stop({ status: String(response.statusCode) })));
  }
}
