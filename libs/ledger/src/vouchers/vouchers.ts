import { Map as ImmutableMap } from 'immutable';
import { z } from 'zod';
import { COMMAND_NAMES, type LedgerCommand } from '../commands';
import { malformed, wellFormed } from '../decide/bounds';
import * as fields from '../fields';
import { ofCommand } from '../decide/decide-all';
import { Refusal, together } from '../refusal';

/** 单据状态 as the field names them (docs/domain.md, rule 1). */
export type VoucherState = '未送审' | '已送审' | '被退回' | '审核中' | '已审核' | '已撤销';

interface Of<Type extends string, Data = object> {
  readonly type: Type;
  readonly data: Readonly<Data> & { readonly documentId: string };
}

/** 单据 of a unit's year: what is to be recorded, and how far its approval is. */
export type VoucherEvent =
  | Of<'DocumentDrafted', { readonly commands: readonly LedgerCommand[] }>
  | Of<'DocumentSubmitted'>
  | Of<'DocumentReturned', { readonly reason: string }>
  | Of<'DocumentApprovalBegun'>
  | Of<'DocumentApprovalRefused', Pick<Refusal, 'code' | 'message' | 'data'>>
  | Of<'DocumentApproved'>
  | Of<'DocumentWithdrawn'>;

/** What can be done with a 单据. Drafting again under the same number changes the draft. */
export type VoucherStep =
  | { readonly type: 'draft'; readonly documentId: string; readonly commands: readonly LedgerCommand[] }
  | { readonly type: 'submit' | 'approve' | 'withdraw'; readonly documentId: string }
  | { readonly type: 'return'; readonly documentId: string; readonly reason: string };

export interface Voucher {
  readonly state: VoucherState;
  /** What approval will record, all of it or nothing. Until then it changes no balance. */
  readonly commands: readonly LedgerCommand[];
  /** Why it was returned; null when it was not. */
  readonly returnedFor: string | null;
  /** How often it was drafted: 1 until it is changed. Each version's approval records under its own command id. */
  readonly version: number;
  /** Who drafted, changed or submitted it, each once; none of them approves or returns it. */
  readonly authors: readonly string[];
}

/** All vouchers of a unit's year, in the order in which they were drafted. */
export type Vouchers = ImmutableMap<string, Voucher>;

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

/** Commands that one 单据 may hold, so that they fit into one append and onto one screen. */
export const VOUCHER_COMMANDS_MAX = 200;

/** The fields of a step; the commands of a draft have their own schemas. */
export const VOUCHER_FIELDS = { documentId: fields.id(), reason: fields.text() };

const step = z.object({ documentId: VOUCHER_FIELDS.documentId });
const returning = step.extend({ reason: VOUCHER_FIELDS.reason });

/** The step as its schema leaves it, from any caller. */
function wellFormedStep(asked: VoucherStep): VoucherStep | Refusal {
  const parsed = (asked.type === 'return' ? returning : step).safeParse(asked);
  if (!parsed.success) return malformed('单据', parsed.error);
  if (asked.type !== 'draft') return { ...asked, ...parsed.data };
  const commands = wellFormedCommands(asked);
  return commands instanceof Refusal ? commands : { ...asked, ...parsed.data, commands };
}

function wellFormedCommands({ documentId, commands }: VoucherStep & { type: 'draft' }): LedgerCommand[] | Refusal {
  const count = commands.length;
  if (count === 0 || count > VOUCHER_COMMANDS_MAX) {
    const message = `单据 ${documentId} 有 ${count} 笔业务，应为 1–${VOUCHER_COMMANDS_MAX} 笔。请分为几张单据。`;
    return new Refusal('VOUCHER_SIZE', message, { voucherId: documentId, count, max: VOUCHER_COMMANDS_MAX });
  }
  if (count > 1 && commands.some(({ type }) => type === 'openFiscalYear')) {
    const message = `单据 ${documentId} 把年度开账与其他业务放在一起。请先单独开账，再办理其他业务。`;
    return new Refusal('VOUCHER_MIXES_OPENING', message, { voucherId: documentId });
  }
  const formed = commands.map((command, index) => {
    const own = wellFormed(command);
    return own instanceof Refusal ? ofCommand(own, index, count) : own;
  });
  return together(...formed.filter((own) => own instanceof Refusal)) ?? (formed as LedgerCommand[]);
}

/** Decides a step of a voucher. Whether its commands can be recorded is asked when it is approved. */
export function decideVoucher(vouchers: Vouchers, asked: VoucherStep, actor: string): VoucherEvent | Refusal {
  const formed = wellFormedStep(asked);
  if (formed instanceof Refusal) return formed;
  const { documentId } = formed;
  const known = vouchers.get(documentId);
  if (!known && formed.type !== 'draft')
    return new Refusal('UNKNOWN_VOUCHER', `没有单据 ${documentId}，请核对单据号。`, { voucherId: documentId });
  const refusal = known && (outOfPlace(known, formed) ?? ofOneself(known, formed, actor));
  return refusal ?? eventOf(formed);
}

function outOfPlace({ state, commands }: Voucher, { type, documentId }: VoucherStep): Refusal | null {
  const { name, from } = STEPS[type];
  if (from.includes(state)) return null;
  return new Refusal('VOUCHER_STATE', `单据 ${documentId}（${namesOf(commands)}）${state}，不能${name}。`, {
    voucherId: documentId,
    state,
  });
}

/** 双人复核: who had a hand in a voucher does not judge it. */
function ofOneself({ authors }: Voucher, { type, documentId }: VoucherStep, actor: string): Refusal | null {
  if (!(type === 'approve' || type === 'return') || !authors.includes(actor)) return null;
  return new Refusal(
    'OWN_DOCUMENT',
    `单据 ${documentId} 由${actor}起草、修改或送审，不能由本人${STEPS[type].name}。请由另一人办理；不再需要的可以撤销。`,
    { voucherId: documentId, authors },
  );
}

function eventOf(command: VoucherStep): VoucherEvent {
  const { documentId } = command;
  switch (command.type) {
    case 'draft':
      return { type: 'DocumentDrafted', data: { documentId, commands: command.commands } };
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

/** 支付；调剂、追加 */
const namesOf = (commands: readonly LedgerCommand[]): string =>
  [...new Set(commands.map(({ type }) => COMMAND_NAMES[type]))].join('、');

/** What has happened to the vouchers, and what happened next, by whom. Pure. */
export function evolveVouchers(vouchers: Vouchers, event: VoucherEvent, actor: string): Vouchers {
  const { documentId } = event.data;
  const known = vouchers.get(documentId);
  if (event.type === 'DocumentDrafted') {
    const { commands } = event.data;
    const version = (known?.version ?? 0) + 1;
    const authors = withAuthor(known?.authors ?? [], actor);
    return vouchers.set(documentId, { state: '未送审', commands, returnedFor: null, version, authors });
  }
  if (!known) throw new Error(`单据 ${documentId} 尚未暂存，却有了下一步 ${event.type}。`);
  switch (event.type) {
    case 'DocumentSubmitted': {
      const authors = withAuthor(known.authors, actor);
      return vouchers.set(documentId, { ...known, state: '已送审', returnedFor: null, authors });
    }
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

const withAuthor = (authors: readonly string[], actor: string): readonly string[] =>
  authors.includes(actor) ? authors : [...authors, actor];
