import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type DocumentView, ListUnitDocuments, TakeDocument } from '@yujue/application';
import { DOCUMENT_FIELDS, type DocumentCommand, Refusal, otherTarget } from '@yujue/ledger';
import { type Request } from 'express';
import { z } from 'zod';
import { readCommand } from './command-body';
import { envelopeOf } from './envelope';
import { unitYearPath } from './parameters';
import { RefusedException } from './problem';
import { ZodPipe } from './zod-pipe';

const voucherPath = unitYearPath.extend({ documentId: DOCUMENT_FIELDS.documentId });
const draftBody = z.object({ type: z.string(), data: z.unknown() });
const stepBody = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['submit', 'approve', 'withdraw']) }),
  z.object({ type: z.literal('return'), reason: DOCUMENT_FIELDS.reason }),
]);

type VoucherPath = z.output<typeof voucherPath>;

/** 单据: drafted, submitted, returned, approved. Until approval nothing of it is in any balance. */
@ApiTags('单据')
@ApiParam({ name: 'unit', description: '预算单位编码' })
@ApiParam({ name: 'year', description: '预算年度' })
@Controller({ path: 'units/:unit/years/:year/vouchers', version: '1' })
export class VouchersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ summary: '单据及其状态，未审核的不在任何余额中' })
  list(@Param(new ZodPipe(unitYearPath)) { unit, year }: z.output<typeof unitYearPath>) {
    return this.queries.execute(new ListUnitDocuments({ unit, fiscalYear: year }));
  }

  @Post(':documentId/draft')
  @HttpCode(200)
  @ApiOperation({ summary: '暂存或修改：type 为业务类型，data 与直接登记时相同' })
  @ApiBody({
    schema: {
      type: 'object',
      properties: { type: { type: 'string' }, data: { type: 'object' } },
      required: ['type', 'data'],
    },
  })
  draft(
    @Param(new ZodPipe(voucherPath)) path: VoucherPath,
    @Body(new ZodPipe(draftBody)) body: z.output<typeof draftBody>,
    @Req() request: Request,
  ) {
    return this.take(
      path,
      { type: 'draft', documentId: path.documentId, command: readCommand(body.type, body.data) },
      request,
    );
  }

  @Post(':documentId/steps')
  @HttpCode(200)
  @ApiOperation({ summary: '送审 submit、退回 return（须写原因）、审核 approve、撤销 withdraw' })
  @ApiBody({
    schema: {
      type: 'object',
      properties: {
        type: { type: 'string', enum: ['submit', 'return', 'approve', 'withdraw'] },
        reason: { type: 'string' },
      },
      required: ['type'],
    },
  })
  step(
    @Param(new ZodPipe(voucherPath)) path: VoucherPath,
    @Body(new ZodPipe(stepBody)) body: z.output<typeof stepBody>,
    @Req() request: Request,
  ) {
    return this.take(path, { ...body, documentId: path.documentId }, request);
  }

  private async take({ unit, year }: VoucherPath, step: DocumentCommand, request: Request): Promise<DocumentView> {
    const target = { unit, fiscalYear: year };
    const mismatch = step.type === 'draft' ? otherTarget(target, step.command) : null;
    const outcome = mismatch ?? (await this.commands.execute(new TakeDocument(target, step, envelopeOf(request))));
    if (outcome instanceof Refusal) throw new RefusedException(outcome);
    return outcome;
  }
}
