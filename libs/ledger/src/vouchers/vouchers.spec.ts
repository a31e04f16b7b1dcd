import { Refusal } from '../refusal';
import * as sample from '../testing';
import { type VoucherStep, type VoucherEvent, NO_VOUCHERS, decideVoucher, evolveVouchers } from './vouchers';

const documentId = 'DJ001';
const draft: VoucherStep = { type: 'draft', documentId, command: sample.pay(sample.services, 'Z1', '1.00') };
const step = (type: 'submit' | 'approve' | 'withdraw'): VoucherStep => ({ type, documentId });
const sendBack: VoucherStep = { type: 'return', documentId, reason: '缺发票' };

const after = (...history: readonly VoucherStep[]) =>
  history.reduce(
    (vouchers, command) => evolveVouchers(vouchers, decideVoucher(vouchers, command) as VoucherEvent),
    NO_VOUCHERS,
  );
const stateAfter = (...history: readonly VoucherStep[]) => after(...history).get(documentId)!.state;

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
    const refusal = decideVoucher(after(...history), asked);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'VOUCHER_STATE' });
  });

  it.each([sendBack, step('withdraw'), step('approve'), step('submit'), draft])(
    '审核已开始、尚无结果时不能办理（$type）',
    (asked) => {
      const begun = evolveVouchers(after(draft, step('submit')), {
        type: 'DocumentApprovalBegun',
        data: { documentId },
      });
      expect(decideVoucher(begun, asked)).toMatchObject({ code: 'VOUCHER_STATE', data: { state: '审核中' } });
    },
  );

  it('没有的单据', () => expect(decideVoucher(NO_VOUCHERS, step('submit'))).toMatchObject({ code: 'UNKNOWN_VOUCHER' }));
});
