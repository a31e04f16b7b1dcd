import { UNIT_KINDS } from '@yujue/classification';
import { REGISTERS, type RegisterName } from '@yujue/ledger';
import { z } from 'zod';

/** Bodies of registrations: the registers' own schemas. */
export const projectBody = REGISTERS.projects.partial().required({ code: true, name: true });

export const unitBody = REGISTERS.units.extend({
  kind: z
    .enum(UNIT_KINDS, { error: `kind 应为 ${UNIT_KINDS.join('、')} 之一` })
    .optional()
    .describe('单位性质；更正名称时可以不写'),
});

export const codeBody = REGISTERS.codes;

/** An entry of any other register. */
export const entryBody = (register: RegisterName) =>
  z.object({
    owner: REGISTERS.units.shape.code.optional().describe('部门编码或单位编码，缺省为部门'),
    entryNo: REGISTERS.units.shape.code.describe('编号'),
    content: REGISTERS[register] as z.ZodType<object>,
  });
