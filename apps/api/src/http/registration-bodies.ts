import { UNIT_KINDS } from '@yujue/classification';
import { REGISTERS, type RegisterName } from '@yujue/ledger';
import { z } from 'zod';
import { named } from '../contract/components';

/** Bodies of registrations: the registers' own schemas. */
export const projectBody = named('Project', REGISTERS.projects.partial().required({ code: true, name: true }));

export const unitBody = named(
  'Unit',
  REGISTERS.units.extend({
    kind: z
      .enum(UNIT_KINDS, { error: `kind 应为 ${UNIT_KINDS.join('、')} 之一` })
      .optional()
      .describe('单位性质；更正名称时可以不写'),
  }),
);

export const codeBody = named('Code', REGISTERS.codes);

/** Registers that an entry cannot simply be added to, and what to use instead. */
const OWN_PATHS = { projects: 'projects', units: 'units', codes: 'codes' } as const;

/** The path to use instead of an entry; undefined where there is none. */
export const ownPathOf = (register: string): string | undefined =>
  Object.hasOwn(OWN_PATHS, register) ? OWN_PATHS[register as keyof typeof OWN_PATHS] : undefined;

export type EntryRegister = Exclude<RegisterName, keyof typeof OWN_PATHS>;

/** The registers that take entries. */
export const ENTRY_REGISTERS = (Object.keys(REGISTERS) as RegisterName[]).filter(
  (name): name is EntryRegister => ownPathOf(name) === undefined,
);

/** An entry of any other register. */
const entryBody = (register: RegisterName) =>
  z.object({
    owner: REGISTERS.units.shape.code.optional().describe('部门编码或单位编码，缺省为部门'),
    entryNo: REGISTERS.units.shape.code.describe('编号'),
    content: REGISTERS[register] as z.ZodType<object>,
  });

/** The body of an entry, by its register. */
export const ENTRY_BODIES = new Map(
  ENTRY_REGISTERS.map((register) => [
    register,
    named(`${register.charAt(0).toUpperCase()}${register.slice(1)}Entry`, entryBody(register)),
  ]),
);

/** What each register holds, in the field's words. */
export const REGISTER_WORDS: Readonly<Record<RegisterName, string>> = {
  projects: '项目',
  units: '单位',
  codes: '科目',
  vehicles: '车辆',
  trips: '因公出国（境）',
  receptions: '公务接待',
  largeAssets: '大型资产',
  procurements: '政府采购',
  evaluations: '绩效自评',
  performanceTargets: '部门整体绩效指标',
  performanceGoals: '部门整体绩效目标',
  comparatives: '上年决算等此前公布的数',
  statements: '说明数',
  procurementPlans: '政府采购预算',
  servicePurchasePlans: '政府购买服务预算',
  nonTaxPlans: '非税收入预算',
  transferPlans: '转移支付预算',
  priorYear: '上年预算和决算',
};
