import { ROLES, type Role } from './roles';

/**
 * How far a role may do something.
 * - `not own`: yes, but not with what the person drafted, changed or submitted; 管理员: not with the person's own roles.
 * - `first person`, `second person`: it takes effect when both have agreed, and they are two persons.
 */
export const PERMISSIONS = ['yes', 'not own', 'first person', 'second person'] as const;

export type Permission = (typeof PERMISSIONS)[number];

const yes = 'yes';
const no = null;
const notOwn = 'not own';
const first = 'first person';
const second = 'second person';

/** Who may do what: a row for each right, a column for each of ROLES. What is not in the table is denied. */
// prettier-ignore
const TABLE = {
  //                     领导  经办   复核    财务负责人  审计  管理员
  readAmounts:          [yes, yes,  yes,    yes,      yes,  no],
  exportFiles:          [yes, no,   no,     yes,      yes,  no],
  readLog:              [no,  no,   no,     no,       yes,  no],
  draftVouchers:        [no,  yes,  no,     yes,      no,   no],
  importLists:          [no,  yes,  no,     yes,      no,   no],
  editRegisters:        [no,  yes,  no,     yes,      no,   no],
  keepPapers:           [no,  yes,  no,     yes,      no,   no],
  approveVouchers:      [no,  no,   notOwn, notOwn,   no,   no],
  closeMonth:           [no,  no,   no,     yes,      no,   no],
  fillReasons:          [no,  no,   no,     yes,      no,   no],
  takeInDocument:       [no,  no,   no,     yes,      no,   no],
  loadDataset:          [no,  no,   no,     yes,      no,   no],
  openFirstYear:        [no,  no,   no,     yes,      no,   no],
  reopenMonth:          [no,  no,   second, first,    no,   no],
  closeYear:            [no,  no,   second, first,    no,   no],
  changeApprovalRules:  [no,  no,   second, first,    no,   no],
  readApprovalRules:    [no,  yes,  yes,    yes,      yes,  yes],
  makeAuditPackage:     [no,  no,   no,     yes,      yes,  no],
  verifyChain:          [no,  no,   no,     yes,      yes,  yes],
  readPeople:           [no,  no,   no,     no,       yes,  yes],
  managePeople:         [no,  no,   no,     no,       no,   notOwn],
  readAccessLog:        [no,  no,   no,     no,       yes,  yes],
  readTokens:           [no,  no,   no,     no,       yes,  yes],
  manageTokens:         [no,  no,   no,     no,       no,   yes],
  readBackups:          [no,  no,   no,     no,       yes,  yes],
  manageBackups:        [no,  no,   no,     no,       no,   yes],
  rebuild:              [no,  no,   no,     no,       no,   yes],
  readCatalogues:       [no,  no,   no,     yes,      yes,  yes],
  editCatalogues:       [no,  no,   no,     yes,      no,   yes],
} as const satisfies Record<string, readonly [Cell, Cell, Cell, Cell, Cell, Cell]>;

type Cell = Permission | null;

/** Something that a person may be allowed to do. Each route of the API declares one. */
export type Right = keyof typeof TABLE;

export const RIGHTS = Object.keys(TABLE) as Right[];

/** Rights in the product's words, for messages and the page 人员与角色. */
export const RIGHT_NAMES: Readonly<Record<Right, string>> = {
  readAmounts: '查看金额和报表',
  exportFiles: '导出文件',
  readLog: '查看全部事件',
  draftVouchers: '起草、送审单据',
  importLists: '导入清单',
  editRegisters: '登记台账',
  keepPapers: '保存附件',
  approveVouchers: '审核、退回单据',
  closeMonth: '月结',
  fillReasons: '填写情况说明的原因',
  takeInDocument: '从公开文件起步',
  loadDataset: '装载数据集',
  openFirstYear: '开首个年度',
  reopenMonth: '反月结',
  closeYear: '年结',
  changeApprovalRules: '修改审批规则',
  readApprovalRules: '查看审批规则',
  makeAuditPackage: '制作审计包',
  verifyChain: '核验事件库',
  readPeople: '查看人员与角色',
  managePeople: '管理人员与角色',
  readAccessLog: '查看登录和导出记录',
  readTokens: '查看服务令牌',
  manageTokens: '管理服务令牌',
  readBackups: '查看备份',
  manageBackups: '备份',
  rebuild: '重建报表数据',
  readCatalogues: '查看科目表与版式',
  editCatalogues: '管理科目表与版式',
};

/** How far a role may do something; null if not at all. */
export const permissionOf = (role: Role, right: Right): Permission | null => TABLE[right][ROLES.indexOf(role)]!;

/** The roles that may do something in one of these ways, for a sentence that says whom to ask. */
export const rolesWith = (right: Right, ways: readonly Permission[]): readonly Role[] =>
  ROLES.filter((role) => ways.some((permission) => permission === permissionOf(role, right)));
