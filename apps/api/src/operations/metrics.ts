import { Injectable } from '@nestjs/common';
import { type AvailabilityCounts } from '@yujue/application';
import { type NextFunction, type Request, type Response } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

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

  readonly logBreak = new Gauge({
    name: 'yujue_log_break',
    help: '1 while the log lacks what was answered from it before, and nobody has acknowledged it.',
    registers: [this.registry],
  });

  private readonly storeRetries = new Counter({
    name: 'yujue_store_retries_total',
    help: 'Calls to the event store that were repeated because its server was away.',
    registers: [this.registry],
  });

  private readonly storeReconnections = new Counter({
    name: 'yujue_store_reconnections_total',
    help: 'How often the server of the event store was there again after it had been away.',
    registers: [this.registry],
  });

  private readonly storeAwaySeconds = new Counter({
    name: 'yujue_store_away_seconds_total',
    help: 'Seconds during which the event store had no server that could be used; grows during an outage.',
    registers: [this.registry],
  });

  /** Copies the counts that the store keeps. */
  countAvailability({ retries, reconnections, secondsAway }: AvailabilityCounts): void {
    const counts = [
      [this.storeRetries, retries],
      [this.storeReconnections, reconnections],
      [this.storeAwaySeconds, secondsAway],
    ] as const;
    for (const [counter, value] of counts) {
      counter.reset();
      counter.inc(value);
    }
  }

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

/**
 * Times every request, whatever becomes of it, under its route's pattern, so that codes and ids do not become labels. The
 * status is read when the answer is complete: what a filter makes of an error counts as what it was answered.
 */
@Injectable()
export class RequestTiming {
  constructor(private readonly metrics: Metrics) {}

  readonly watch = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.metrics.requests.startTimer();
    response.once('close', () =>
      stop({ method: methodOf(request), route: routeOf(request), status: String(response.statusCode) }),
    );
    next();
  };
}

/** Requests that no route took: addresses that are not there, and what was refused before its route was looked for. */
const UNMATCHED = 'unmatched';

const routeOf = ({ route }: Request): string => (route as { path?: string } | undefined)?.path ?? UNMATCHED;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const methodOf = ({ method }: Request): string => (METHODS.includes(method) ? method : 'other');
