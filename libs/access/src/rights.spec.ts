import { DEFAULT_APPROVAL_RULES } from './approval-rules';
import { type Permission, RIGHTS, RIGHT_NAMES, type Right, permissionOf } from './rights';
import { ROLES, type Role, incompatibleWith } from './roles';

/** The table as an office reads it: for each row of it the rights that it means, and whom it names how. */
const PAPER: readonly (readonly [string, readonly Right[], Partial<Record<Role, Permission>>])[] = [
  ['查看金额', ['readAmounts'], { 领导: 'yes', 经办: 'yes', 复核: 'yes', 财务负责人: 'yes', 审计: 'yes' }],
  ['导出', ['exportFiles'], { 领导: 'yes', 财务负责人: 'yes', 审计: 'yes' }],
  ['全部事件', ['readLog'], { 审计: 'yes' }],
  [
    '起草、送审、导入、台账、附件',
    ['draftVouchers', 'importLists', 'editRegisters', 'keepPapers'],
    { 经办: 'yes', 财务负责人: 'yes' },
  ],
  ['审核、退回', ['approveVouchers'], { 复核: 'not own', 财务负责人: 'not own' }],
  ['月结、填写原因', ['closeMonth', 'fillReasons'], { 财务负责人: 'yes' }],
  ['从公开文件起步、装载、开首个年度', ['takeInDocument', 'loadDataset', 'openFirstYear'], { 财务负责人: 'yes' }],
  [
    '反月结、年结、审批规则',
    ['reopenMonth', 'closeYear', 'changeApprovalRules'],
    { 复核: 'second person', 财务负责人: 'first person' },
  ],
  ['审计包', ['makeAuditPackage'], { 财务负责人: 'yes', 审计: 'yes' }],
  ['核验', ['verifyChain'], { 财务负责人: 'yes', 审计: 'yes', 管理员: 'yes' }],
  ['人员', ['managePeople'], { 管理员: 'not own' }],
  ['令牌、备份、重建', ['manageTokens', 'manageBackups', 'rebuild'], { 管理员: 'yes' }],
  ['查看系统', ['readPeople', 'readAccessLog', 'readTokens', 'readBackups'], { 审计: 'yes', 管理员: 'yes' }],
  ['科目表与版式', ['editCatalogues'], { 财务负责人: 'yes', 管理员: 'yes' }],
  ['查看科目表与版式', ['readCatalogues'], { 财务负责人: 'yes', 审计: 'yes', 管理员: 'yes' }],
  ['查看审批规则', ['readApprovalRules'], { 经办: 'yes', 复核: 'yes', 财务负责人: 'yes', 审计: 'yes', 管理员: 'yes' }],
];

describe('角色与权限', () => {
  it.each(PAPER.flatMap(([row, rights, cells]) => rights.map((right) => [row, right, cells] as const)))(
    '%s（%s）',
    (_row, right, cells) =>
      expect(Object.fromEntries(ROLES.map((role) => [role, permissionOf(role, right)]))).toEqual({
        ...Object.fromEntries(ROLES.map((role) => [role, null])),
        ...cells,
      }),
  );

  it('每项权限都在表上，都有中文名称，名称不重复', () => {
    expect(PAPER.flatMap(([, rights]) => rights).toSorted()).toEqual(RIGHTS.toSorted());
    expect(new Set(Object.values(RIGHT_NAMES)).size).toBe(RIGHTS.length);
  });

  const heldBy = (role: Role) => RIGHTS.filter((right) => permissionOf(role, right) !== null);

  it('管理员看不到金额，不登记任何业务', () =>
    expect(heldBy('管理员')).toEqual([
      'readApprovalRules',
      'verifyChain',
      'readPeople',
      'managePeople',
      'readAccessLog',
      'readTokens',
      'manageTokens',
      'readBackups',
      'manageBackups',
      'rebuild',
      'readCatalogues',
      'editCatalogues',
    ]));

  it('领导和审计什么都不改', () => {
    expect(heldBy('领导')).toEqual(['readAmounts', 'exportFiles']);
    expect(heldBy('审计').filter((right) => !/^(read|export|make|verify)/.test(right))).toEqual([]);
  });

  it('反月结、年结按表由两人办理，默认的审批规则也如此', () => {
    expect(DEFAULT_APPROVAL_RULES.reopenMonth).toBe('two');
    expect(DEFAULT_APPROVAL_RULES.closeFiscalYear).toBe('two');
  });
});

describe('不相容岗位', () => {
  it.each<[Role, Role, boolean]>([
    ['管理员', '财务负责人', true],
    ['管理员', '领导', true],
    ['管理员', '审计', true],
    ['审计', '经办', true],
    ['审计', '复核', true],
    ['审计', '财务负责人', true],
    ['审计', '领导', false],
    ['经办', '复核', false],
    ['财务负责人', '复核', false],
    ['领导', '财务负责人', false],
  ])('%s与%s：%s', (one, other, incompatible) => {
    expect(incompatibleWith(one, [other])).toBe(incompatible ? other : null);
    expect(incompatibleWith(other, [one])).toBe(incompatible ? one : null);
  });
});
