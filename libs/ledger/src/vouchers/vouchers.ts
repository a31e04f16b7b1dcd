import { Map as ImmutableMap } from 'immutable';
import { z } from 'zod';
import { COMMAND_NAMES, type LedgerCommand } from '../commands';
import { malformed, wellFormed } from '../decide/bounds';
import * as fields from '../fields';
import { Refusal } from '../refusal';

/** 单据状态 as the field names them (docs/domain.md, rule 1). */
export type VoucherState = '未送审' | '已送审' | '被退回' | '审核中' | '已审核' | '已撤销';

interface Of<Type extends string, Data = object> {
  readonly type: Type;
  readonly data: Readonly<Data> & { readonly documentId: string };
}

/** 单据 of a unit's year: what is to be recorded, and how far its approval is. */
export type VoucherEvent =
  | Of<'DocumentDrafted', { readonly command: LedgerCommand }>
  | Of<'DocumentSubmitted'>
  | Of<'DocumentReturned', { readonly reason: string }>
  | Of<'DocumentApprovalBegun'>
  | Of<'DocumentApprovalRefused', Pick<Refusal, 'code' | 'message' | 'data'>>
  | Of<'DocumentApproved'>
  | Of<'DocumentWithdrawn'>;

/** What can be done with a 单据. Drafting again under the same number changes the draft. */
export type VoucherStep =
  | { readonly type: 'draft'; readonly documentId: string; readonly command: LedgerCommand }
  | { readonly type: 'submit' | 'approve' | 'withdraw'; readonly documentId: string }
  | { readonly type: 'return'; readonly documentId: string; readonly reason: string };

export interface LedgerDraft {
  readonly state: VoucherState;
  /** What approval will record. Until then it changes no balance. */
  readonly command: LedgerCommand;
  /** Why it was returned; null when it was not. */
  readonly returnedFor: string | null;
  /** How often it was drafted: 1 until it is changed. Each version's approval records under its own command id. */
  readonly version: number;
}

/** All vouchers of a unit's year, in the order in which they were drafted. */
export type Vouchers = ImmutableMap<string, LedgerDraft>;

export const NO_VOUCHERS: Vouchers = ImmutableMap();

/**
 * From which states each step leads on. An approved voucher is never changed: a correction is another one. 审核中 is
 * between the first event of an approval and its outcome, where a store cannot write both at once; no step leads away
 * from it but the approval itself.
 */
const STEPS: Readonly<Record<VoucherStep['type'], { readonly name: string; readonly from: readonly VoucherState[] }>> =
  {
    draft: { name: '修改', from: ['未送审', '被退回'] },
    submit: { name: '送审', from: ['未送审', '被退回'] },
    return: { name: '退回', from: ['已送审'] },
    approve: { name: '审核', from: ['已送审'] },
    withdraw: { name: '撤销', from: ['未送审', '已送审', '被退回'] },
  };

/** The fields of a step; the command of a draft has its own schema. */
export const VOUCHER_FIELDS = { documentId: fields.id(), reason: fields.text() };

const step = z.object({ documentId: VOUCHER_FIELDS.documentId });
const returning = step.extend({ reason: VOUCHER_FIELDS.reason });

/** The step as its schema leaves it, from any caller. */
function wellFormedStep(command: VoucherStep): VoucherStep | Refusal {
  const parsed = (command.type === 'return' ? returning : step).safeParse(command);
  if (!parsed.success) return malformed('单据', parsed.error);
  if (command.type !== 'draft') return { ...command, ...parsed.data };
  const drafted = wellFormed(command.command);
  return drafted instanceof Refusal ? drafted : { ...command, ...parsed.data, command: drafted };
}

/** Decides a step of a voucher. Whether its ledger command can be recorded is asked when it is approved. */
export function decideVoucher(vouchers: Vouchers, asked: VoucherStep): VoucherEvent | Refusal {
  const command = wellFormedStep(asked);
  if (command instanceof Refusal) return command;
  const { documentId } = command;
  const known = vouchers.get(documentId);
  const { name, from } = STEPS[command.type];
  if (!known && command.type !== 'draft')
    return new Refusal('UNKNOWN_VOUCHER', `没有单据 ${documentId}，请核对单据号。`, { voucherId: documentId });
  if (known && !from.includes(known.state)) {
    return new Refusal(
      'VOUCHER_STATE',
      `单据 ${documentId}（${COMMAND_NAMES[known.command.type]}）${known.state}，不能${name}。`,
      { voucherId: documentId, state: known.state },
    );
  }
  switch (command.type) {
    case 'draft':
      return { type: 'DocumentDrafted', data: { documentId, command: command.command } };
    case 'submit':
      return { type: 'DocumentSubmitted', data: { documentId } };
    case 'return':
      return { type: 'DocumentReturned', data: { documentId, reason: command.reason } };
    case 'approve':
      return { type: 'DocumentApproved', data: { documentId } };
    case 'withdraw':
      return { type: 'DocumentWithdrawn', data: { documentId } };
  }
}

/** What has happened to the vouchers, and what happened next. Pure. */
export function evolveVouchers(vouchers: Vouchers, event: VoucherEvent): Vouchers {
  const { documentId } = event.data;
  const known = vouchers.get(documentId);
  if (event.type === 'DocumentDrafted') {
    const version = (known?.version ?? 0) + 1;
    return vouchers.set(documentId, { state: '未送审', command: event.data.command, returnedFor: null, version });
  }
  if (!known) throw new Error(`单据 ${documentId} 尚未暂存，却有了下一步 ${event.type}。`);
  switch (event.type) {
    case 'DocumentSubmitted':
      return vouchers.set(documentId, { ...known, state: '已送审', returnedFor: null });
    case 'DocumentReturned':
      return vouchers.set(documentId, { ...known, state: '被退回', returnedFor: event.data.reason });
    case 'DocumentApprovalBegun':
      return vouchers.set(documentId, { ...known, state: '审核中' });
    case 'DocumentApprovalRefused':
      return vouchers.set(documentId, { ...known, state: '已送审' });
    case 'DocumentApproved':
      return vouchers.set(documentId, { ...known, state: '已审核' });
    case 'DocumentWithdrawn':
      return vouchers.set(documentId, { ...known, state: '已撤销' });
  }
}
