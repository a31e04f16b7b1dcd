import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerCommand } from '../commands';
import { Refusal } from '../refusal';
import * as sample from '../testing';
import { readVoucherEvent } from './read-voucher-event';
import {
  NO_VOUCHERS,
  VOUCHER_COMMANDS_MAX,
  type VoucherEvent,
  type VoucherStep,
  type Vouchers,
  decideVoucher,
  evolveVouchers,
} from './vouchers';

const documentId = 'DJ001';
const payment = (paymentId: string) => sample.pay(sample.services, paymentId, '1.00');
const drafting = (...commands: readonly LedgerCommand[]): VoucherStep => ({ type: 'draft', documentId, commands });
const draft = drafting(payment('Z1'));
const step = (type: 'submit' | 'approve' | 'withdraw'): VoucherStep => ({ type, documentId });
const sendBack: VoucherStep = { type: 'return', documentId, reason: '缺发票' };

const CLERK = '李四';
const REVIEWER = '王五';
/** Who takes a step unless a test says it. */
const usual = ({ type }: VoucherStep): string => (type === 'approve' || type === 'return' ? REVIEWER : CLERK);

type Taken = VoucherStep | readonly [string, VoucherStep];

const after = (...history: readonly Taken[]): Vouchers =>
  history.reduce<Vouchers>((vouchers, taken) => {
    const [actor, asked] = 'type' in taken ? [usual(taken), taken] : taken;
    return evolveVouchers(vouchers, decideVoucher(vouchers, asked, actor) as VoucherEvent, actor);
  }, NO_VOUCHERS);
const stateAfter = (...history: readonly Taken[]) => after(...history).get(documentId)!.state;

describe('单据', () => {
  it('暂存、送审、退回、修改、再送审、审核', () => {
    expect(stateAfter(draft)).toBe('未送审');
    expect(stateAfter(draft, step('submit'))).toBe('已送审');
    expect(after(draft, step('submit'), sendBack).get(documentId)).toMatchObject({
      state: '被退回',
      returnedFor: '缺发票',
    });
    expect(after(draft, step('submit'), sendBack, draft, step('submit')).get(documentId)).toMatchObject({
      state: '已送审',
      returnedFor: null,
    });
    expect(stateAfter(draft, step('submit'), step('approve'))).toBe('已审核');
    expect(stateAfter(draft, step('withdraw'))).toBe('已撤销');
  });

  it.each<[string, VoucherStep[], VoucherStep]>([
    ['未送审不能审核', [draft], step('approve')],
    ['已送审不能修改', [draft, step('submit')], draft],
    ['已审核不能撤销', [draft, step('submit'), step('approve')], step('withdraw')],
    ['已审核不能再审核', [draft, step('submit'), step('approve')], step('approve')],
    ['已撤销不能送审', [draft, step('withdraw')], step('submit')],
  ])('%s', (_rule, history, asked) => {
    const refusal = decideVoucher(after(...history), asked, usual(asked));
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'VOUCHER_STATE' });
  });

  it.each([sendBack, step('withdraw'), step('approve'), step('submit'), draft])(
    '审核已开始、尚无结果时不能办理（$type）',
    (asked) => {
      const begins: VoucherEvent = { type: 'DocumentApprovalBegun', data: { documentId } };
      const begun = evolveVouchers(after(draft, step('submit')), begins, REVIEWER);
      expect(decideVoucher(begun, asked, usual(asked))).toMatchObject({
        code: 'VOUCHER_STATE',
        data: { state: '审核中' },
      });
    },
  );

  it('没有的单据', () =>
    expect(decideVoucher(NO_VOUCHERS, step('submit'), CLERK)).toMatchObject({ code: 'UNKNOWN_VOUCHER' }));
});

describe('双人复核', () => {
  const SUBMITTER = '赵六';

  it.each<[string, Taken[], string]>([
    ['起草的人', [draft, [SUBMITTER, step('submit')]], CLERK],
    ['送审的人', [draft, [SUBMITTER, step('submit')]], SUBMITTER],
    ['修改过的人', [draft, step('submit'), sendBack, ['钱七', draft], step('submit')], '钱七'],
    [
      '最初起草、后来没有再碰过的人',
      [draft, step('submit'), sendBack, ['钱七', draft], ['钱七', step('submit')]],
      CLERK,
    ],
  ])('%s不能审核，也不能退回', (_who, history, actor) => {
    for (const asked of [step('approve'), sendBack])
      expect(decideVoucher(after(...history), asked, actor)).toMatchObject({
        code: 'OWN_DOCUMENT',
        message: expect.stringContaining('请由另一人办理') as string,
      });
  });

  it('另一人可以；撤销则本人可以', () => {
    const submitted = after(draft, step('submit'));
    expect(decideVoucher(submitted, step('approve'), REVIEWER)).toMatchObject({ type: 'DocumentApproved' });
    expect(decideVoucher(submitted, step('withdraw'), CLERK)).toMatchObject({ type: 'DocumentWithdrawn' });
  });

  it('记下起草、修改、送审的人，各一次；审核、退回的人不在其中', () => {
    const { authors } = after(draft, step('submit'), sendBack, ['钱七', draft], step('submit')).get(documentId)!;
    expect(authors).toEqual([CLERK, '钱七']);
  });
});

describe('一张单据有多笔业务', () => {
  it('都在单据里，按起草的次序', () => {
    const commands = [payment('Z1'), payment('Z2'), payment('Z3')];
    expect(after(drafting(...commands)).get(documentId)!.commands).toEqual(commands);
  });

  it('哪几笔写得不对，一次说全，并说是第几笔', () => {
    const wrong = (paymentId: string) => ({ ...payment(paymentId), type: 'teleport' }) as unknown as LedgerCommand;
    const refusal = decideVoucher(NO_VOUCHERS, drafting(wrong('Z1'), payment('Z2'), wrong('Z3')), CLERK) as Refusal;
    expect(refusal.all.map(({ path }) => path)).toEqual(['commands.0', 'commands.2']);
    expect(refusal.all[1]!.message).toMatch(/^第 3 笔：/);
  });

  it('没有业务的、过多的、与年度开账混在一起的，都不收', () => {
    const many = Array.from({ length: VOUCHER_COMMANDS_MAX + 1 }, (_, index) => payment(`Z${index}`));
    expect(decideVoucher(NO_VOUCHERS, drafting(), CLERK)).toMatchObject({ code: 'VOUCHER_SIZE' });
    expect(decideVoucher(NO_VOUCHERS, drafting(...many), CLERK)).toMatchObject({ code: 'VOUCHER_SIZE' });
    expect(decideVoucher(NO_VOUCHERS, drafting(...many.slice(1)), CLERK)).toMatchObject({ type: 'DocumentDrafted' });
    const mixed = drafting(sample.opened, payment('Z1'));
    expect(decideVoucher(NO_VOUCHERS, mixed, CLERK)).toMatchObject({ code: 'VOUCHER_MIXES_OPENING' });
  });

  it('从前的草稿只有一笔，照样读得', () => {
    const file = join(__dirname, '../testing/stored/voucher-of-one-command.json');
    const [stored] = JSON.parse(readFileSync(file, 'utf8')) as [Parameters<typeof readVoucherEvent>[0]];
    const { command } = stored.data as { command: LedgerCommand };
    expect(readVoucherEvent(stored)).toEqual({ type: 'DocumentDrafted', data: { documentId, commands: [command] } });
  });
});
