import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { GetUnitYear, OpenNextYear, PreviewCommand, RecordCommand, type Recorded } from '@yujue/application';
import { Refusal } from '@yujue/ledger';
import { type Request, type Response } from 'express';
import { type z } from 'zod';
import { recorded, recordedOrPreview, unitYear } from '../answers/ledger-answers';
import { Answers, Problems } from '../contract/answer-decorators';
import { IfMatchHeader, PathOf, QueryOf, RecordingHeaders } from '../contract/request-decorators';
import { Metrics } from '../operations/metrics';
import { readCommand } from './command-body';
import { envelopeOf, etagOf } from './envelope';
import { dryRunQuery, recordingPath, unitYearPath } from './parameters';
import { asPreview } from './preview';
import { RefusedException } from './problem';

type UnitYearPath = z.output<typeof unitYearPath>;

/** One unit's year: its lines as they stand, and whatever is to be recorded on it. */
@ApiTags('单位年度')
@Problems(404, 409, 412, 415, 422)
@Controller({ path: 'units/:unit/years/:year', version: '1' })
export class UnitYearsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly metrics: Metrics,
  ) {}

  @Get()
  @ApiOperation({ summary: '各指标余额，直接取自事件，没有延迟；ETag 供 If-Match 使用' })
  @Answers(unitYear, { headers: { ETag: '用作 If-Match' } })
  @Problems(404, 422)
  async unitYear(@PathOf(unitYearPath) path: UnitYearPath, @Res({ passthrough: true }) response: Response) {
    const found = await this.queries.execute(new GetUnitYear({ unit: path.unit, fiscalYear: path.year }));
    response.setHeader('ETag', etagOf(found.revision));
    return found;
  }

  @Post('commands/:type')
  @ApiOperation({ summary: '登记业务' })
  @ApiParam({ name: 'type', schema: { type: 'string' } })
  @Answers(recordedOrPreview, { headers: { ETag: '登记之后的版本；试算没有' } })
  @RecordingHeaders()
  @IfMatchHeader()
  async record(
    @PathOf(recordingPath) path: UnitYearPath,
    @Param('type') type: string,
    @QueryOf(dryRunQuery) { dryRun }: z.output<typeof dryRunQuery>,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const command = readCommand(type, body);
    const target = { unit: path.unit, fiscalYear: path.year };
    const envelope = envelopeOf(request);
    if (dryRun === 'true') return asPreview(await this.queries.execute(new PreviewCommand(target, command, envelope)));
    const outcome = await this.commands.execute(new RecordCommand(target, command, envelope));
    return this.answer(type, outcome, response);
  }

  @Post('next')
  @ApiOperation({ summary: '年结之后开下一年度，逐指标转入上年结转' })
  @Answers(recorded, { headers: { ETag: '下一年度的版本' } })
  @RecordingHeaders()
  async openNextYear(
    @PathOf(unitYearPath) path: UnitYearPath,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const closing = { unit: path.unit, fiscalYear: path.year };
    const outcome = await this.commands.execute(new OpenNextYear(closing, envelopeOf(request)));
    return this.answer('openNextYear', outcome, response);
  }

  private answer(type: string, outcome: Recorded | Refusal, response: Response): Recorded {
    if (outcome instanceof Refusal) {
      this.metrics.commands.inc({ type, outcome: outcome.code });
      throw new RefusedException(outcome);
    }
    this.metrics.commands.inc({ type, outcome: outcome.repeated ? 'repeated' : 'recorded' });
    response.setHeader('ETag', etagOf(outcome.revision));
    return outcome;
  }
}
