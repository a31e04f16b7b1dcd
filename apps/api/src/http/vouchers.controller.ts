import { Controller, Get, Post, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type VoucherView, ListVouchers, PreviewVoucherStep, AdvanceVoucher } from '@yujue/application';
import { VOUCHER_COMMANDS_MAX, VOUCHER_FIELDS, type VoucherStep, Refusal, otherTargetAmong } from '@yujue/ledger';
import { type Request } from 'express';
import { z } from 'zod';
import { ledgerCommand, voucherOrPreview, vouchers } from '../answers/ledger-answers';
import { Answers, Problems } from '../contract/answer-decorators';
import { named } from '../contract/components';
import { BodyOf, PathOf, QueryOf, RecordingHeaders } from '../contract/request-decorators';
import { COMMAND_EXAMPLES } from '../examples/command-examples';
import { readCommand } from './command-body';
import { envelopeOf } from './envelope';
import { dryRunQuery, recordingPath, unitYearPath } from './parameters';
import { asPreview } from './preview';
import { RefusedException } from './problem';

const DRAFT_EXAMPLE = { commands: [{ type: 'disburse', data: COMMAND_EXAMPLES.disburse }] };

const voucherPath = recordingPath.extend({
  voucherId: VOUCHER_FIELDS.documentId.meta({ description: '单据编号，由提交者编', examples: ['DJ-01'] }),
});
const draftBody = z.object({
  commands: z
    .array(z.object({ type: z.string(), data: z.unknown() }))
    .min(1)
    .max(VOUCHER_COMMANDS_MAX),
});
const documentedDraft = named(
  'VoucherDraft',
  z.object({ commands: z.array(ledgerCommand).min(1).max(VOUCHER_COMMANDS_MAX) }),
);
const stepBody = named(
  'VoucherStep',
  z.discriminatedUnion('type', [
    z.object({ type: z.enum(['submit', 'approve', 'withdraw']) }),
    z.object({ type: z.literal('return'), reason: VOUCHER_FIELDS.reason }),
  ]),
);

type VoucherPath = z.output<typeof voucherPath>;
type DryRunQuery = z.output<typeof dryRunQuery>;

/** 单据: drafted, submitted, returned, approved. Until approval nothing of it is in any balance. */
@ApiTags('单据')
@Problems(404, 409, 412, 415, 422)
@Controller({ path: 'units/:unit/years/:year/vouchers', version: '1' })
export class VouchersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ summary: '单据及其状态，未审核的不在任何余额中' })
  @Answers(vouchers)
  @Problems(422)
  async listVouchers(@PathOf(unitYearPath) { unit, year }: z.output<typeof unitYearPath>) {
    const views = await this.queries.execute(new ListVouchers({ unit, fiscalYear: year }));
    return views.map(({ documentId, ...view }) => ({ voucherId: documentId, ...view }));
  }

  @Post(':voucherId/draft')
  @ApiOperation({ summary: '暂存或修改：一张单据可有多笔业务，审核时一并登记；type 为业务类型，data 与直接登记时相同' })
  @Answers(voucherOrPreview)
  @RecordingHeaders()
  draftVoucher(
    @PathOf(voucherPath) path: VoucherPath,
    @QueryOf(dryRunQuery) query: DryRunQuery,
    @BodyOf(draftBody, { documented: documentedDraft, example: DRAFT_EXAMPLE }) body: z.output<typeof draftBody>,
    @Req() request: Request,
  ) {
    const commands = body.commands.map(({ type, data }, index) =>
      readCommand(type, data, ['commands', String(index), 'data']),
    );
    return this.advance(path, { type: 'draft', documentId: path.voucherId, commands }, query, request);
  }

  @Post(':voucherId/steps')
  @ApiOperation({ summary: '送审 submit、退回 return（须写原因）、审核 approve、撤销 withdraw' })
  @Answers(voucherOrPreview)
  @RecordingHeaders()
  advanceVoucher(
    @PathOf(voucherPath) path: VoucherPath,
    @QueryOf(dryRunQuery) query: DryRunQuery,
    @BodyOf(stepBody, { example: { type: 'submit' } }) body: z.output<typeof stepBody>,
    @Req() request: Request,
  ) {
    return this.advance(path, { ...body, documentId: path.voucherId }, query, request);
  }

  private async advance({ unit, year }: VoucherPath, step: VoucherStep, { dryRun }: DryRunQuery, request: Request) {
    const target = { unit, fiscalYear: year };
    const mismatch = step.type === 'draft' ? otherTargetAmong(target, step.commands) : null;
    const envelope = envelopeOf(request);
    if (dryRun === 'true') {
      if (mismatch) return asPreview({ violations: mismatch.all, balances: [] });
      return asPreview(await this.queries.execute(new PreviewVoucherStep(target, step, envelope.actor)));
    }
    const outcome = mismatch ?? (await this.commands.execute(new AdvanceVoucher(target, step, envelope)));
    if (outcome instanceof Refusal) throw new RefusedException(outcome);
    return asVoucher(outcome);
  }
}

/** The store's events call a 单据 a document; the API calls it a voucher. */
const asVoucher = ({ documentId, ...view }: VoucherView) => ({ voucherId: documentId, ...view });
