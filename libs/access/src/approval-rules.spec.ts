import { COMMAND_NAMES, type CommandType } from '@yujue/ledger';
import { DEFAULT_APPROVAL_RULES, type Way, needsApproval, needsTwoPersons } from './approval-rules';

/** For each action: entered by a person, out of the treasury's payment file, by a program. */
const TWO = [true, true, false];
const ONE = [false, false, false];
const EXPECTED: Readonly<Record<CommandType, readonly boolean[]>> = {
  openFiscalYear: ONE,
  appropriateBudget: TWO,
  supplementBudget: TWO,
  reduceBudget: TWO,
  transferBudget: TWO,
  freezeBudget: TWO,
  unfreezeBudget: TWO,
  bringForward: TWO,
  receiveRevenue: ONE,
  makeCommitment: ONE,
  releaseCommitment: ONE,
  disburse: [true, false, false],
  refundDisbursement: ONE,
  reclassifyDisbursement: TWO,
  collectNonTaxRevenue: ONE,
  carryForward: TWO,
  surrenderBalance: TWO,
  allocateSurplus: TWO,
  reverseEntry: TWO,
  closeMonth: ONE,
  reopenMonth: TWO,
  closeFiscalYear: TWO,
};

const WAYS: readonly Way[] = ['by hand', 'treasury file', 'program'];
const types = Object.keys(COMMAND_NAMES) as CommandType[];

describe('默认须两人办理的业务', () => {
  it.each(types.map((type) => [COMMAND_NAMES[type], type] as const))('%s（%s）', (_name, type) =>
    expect(WAYS.map((way) => needsTwoPersons(DEFAULT_APPROVAL_RULES, type, way))).toEqual(EXPECTED[type]),
  );
});

describe('直接登记', () => {
  it('须两人办理的，拒绝并说出怎么办', () =>
    expect(needsApproval(DEFAULT_APPROVAL_RULES, 'transferBudget', 'by hand')).toMatchObject({
      code: 'NEEDS_APPROVAL',
      message: '调剂须由两人办理，不能直接登记。请起草单据并送审，由另一人审核。',
      data: { commandType: 'transferBudget' },
    }));
  it('国库支付文件中的支付、程序的登记，不拒绝', () => {
    expect(needsApproval(DEFAULT_APPROVAL_RULES, 'disburse', 'treasury file')).toBeNull();
    expect(needsApproval(DEFAULT_APPROVAL_RULES, 'disburse', 'by hand')).not.toBeNull();
    expect(needsApproval(DEFAULT_APPROVAL_RULES, 'transferBudget', 'program')).toBeNull();
  });
  it('规则改为一人，即可直接登记', () =>
    expect(
      needsApproval({ ...DEFAULT_APPROVAL_RULES, transferBudget: 'one' }, 'transferBudget', 'by hand'),
    ).toBeNull());
});
