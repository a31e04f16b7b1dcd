import { fields } from '@yujue/ledger';
import { z } from 'zod';
import { approvalRules } from '../approval-rules';
import { place } from '../places';
import { type Right } from '../rights';
import { ROLES } from '../roles';
import { TOKEN_RIGHTS } from '../service-tokens';
import { loginName } from './login-name';

const DISPLAY_NAME_CHARS_MAX = 60;
/** Each unit of a department may be named; the department as a whole is one place. */
const TOKEN_PLACES_MAX = fields.DEPARTMENT_UNITS_MAX;

const displayName = fields.text(DISPLAY_NAME_CHARS_MAX).describe('姓名');
/** Why, or the paper that ordered it; may be left out where the event speaks for itself. */
const remark = fields.optionalText().default('').describe('原因或依据，可以不填');
const reason = fields.text().describe('原因');
const department = fields.code().describe('部门代码');
const proposal = z.number().int().positive().describe('所看到的修改建议的编号');
const tokenId = fields.code().describe('服务令牌的编号');
const grant = z.object({
  loginName,
  role: z.enum(ROLES, { error: `应为${ROLES.join('、')}之一` }),
  place: place.describe('单位、部门或全部部门'),
  reason: remark,
});

/** What can be asked about people, roles, approval rules and service tokens. The schemas check shape only. */
export const PEOPLE_COMMAND_SCHEMAS = {
  addPerson: z.object({ loginName, displayName }),
  renamePerson: z.object({ loginName, displayName }),
  deactivatePerson: z.object({ loginName, reason: remark }),
  reactivatePerson: z.object({ loginName, reason: remark }),
  grantRole: grant,
  withdrawRole: grant,
  proposeApprovalRules: z.object({
    department,
    rules: approvalRules.describe('要修改的业务；没有写的不变'),
    reason,
  }),
  approveApprovalRules: z.object({ department, proposal }),
  dropApprovalRules: z.object({ department, proposal, reason }),
  issueServiceToken: z.object({
    tokenId,
    name: fields.text(DISPLAY_NAME_CHARS_MAX).describe('用途，例如所连接的系统'),
    rights: z
      .array(z.enum(TOKEN_RIGHTS as [Right, ...Right[]]))
      .min(1)
      .max(TOKEN_RIGHTS.length),
    places: z.array(place).min(1).max(TOKEN_PLACES_MAX),
  }),
  revokeServiceToken: z.object({ tokenId, reason: remark }),
} as const;

export type PeopleCommandType = keyof typeof PEOPLE_COMMAND_SCHEMAS;

/** The content of one type of command. */
export type PeopleCommandData<Type extends PeopleCommandType> = z.output<(typeof PEOPLE_COMMAND_SCHEMAS)[Type]>;

/** A command about people. */
export type PeopleCommand = {
  [Type in PeopleCommandType]: { readonly type: Type; readonly data: z.input<(typeof PEOPLE_COMMAND_SCHEMAS)[Type]> };
}[PeopleCommandType];

/** The buttons' words. */
export const PEOPLE_COMMAND_NAMES: Readonly<Record<PeopleCommandType, string>> = {
  addPerson: '新增人员',
  renamePerson: '修改姓名',
  deactivatePerson: '停用',
  reactivatePerson: '启用',
  grantRole: '授予角色',
  withdrawRole: '收回角色',
  proposeApprovalRules: '建议修改审批规则',
  approveApprovalRules: '同意修改审批规则',
  dropApprovalRules: '撤回或不同意修改审批规则',
  issueServiceToken: '发放服务令牌',
  revokeServiceToken: '作废服务令牌',
};
