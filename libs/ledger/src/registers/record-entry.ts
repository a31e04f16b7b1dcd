import { z } from 'zod';
import { type Basis } from '../events';
import * as fields from '../fields';
import {
  type DepartmentYearRegistered,
  REGISTERS,
  type RegisterContent,
  type RegisterEntryRecorded,
  type RegisterName,
} from './registers';

/** The number of an entry; comparatives and projects are numbered by their own keys. */
const entryNo = fields.text(fields.DOCUMENT_NO_CHARS_MAX);

/** An entry as requested, not yet checked. */
export interface AskedEntry {
  readonly register: RegisterName;
  readonly entryNo: unknown;
  readonly content: unknown;
  readonly basis?: Basis | undefined;
}

/**
 * The event that records an entry in a register of a fiscal year, or what its schemas find wrong: the one place where
 * such events are made, for every caller.
 */
export function recordEntry(fiscalYear: number, asked: AskedEntry): RegisterEntryRecorded | z.ZodError {
  const { register, basis } = asked;
  const number = z.object({ entryNo }).safeParse(asked);
  const content = REGISTERS[register].superRefine(happenedWithin(fiscalYear)).safeParse(asked.content);
  if (!number.success || !content.success)
    return new z.ZodError([...(number.error?.issues ?? []), ...(content.error?.issues ?? [])]);
  const recorded = content.data as RegisterContent<RegisterName>;
  const data = { register, entryNo: number.data.entryNo, content: recorded, ...(basis !== undefined && { basis }) };
  return { type: 'RegisterEntryRecorded', data };
}

/** Trips, receptions and purchases must be dated in the year of their register. */
const happenedWithin = (fiscalYear: number) => (content: object, context: z.core.$RefinementCtx) => {
  if (!('on' in content) || fields.isWithin(fiscalYear, content.on as string)) return;
  context.addIssue({ code: 'custom', path: ['on'], message: `${content.on as string} 不在 ${fiscalYear} 年度内` });
};

const departmentYear = z.object({
  department: z.object({ code: fields.code(), name: fields.text() }),
  authority: fields.text().optional(),
  source: z.object({ file: fields.text(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  fiscalYear: fields.fiscalYear,
  title: fields.text(),
  units: z
    .array(fields.code())
    .min(1)
    .max(fields.DEPARTMENT_UNITS_MAX, `一个部门至多 ${fields.DEPARTMENT_UNITS_MAX} 个预算单位`)
    .refine((units) => new Set(units).size === units.length, { error: '预算单位重复' }),
  editions: z.array(fields.id()),
});

/** The event that makes a department's year visible in reports, or what is wrong with it. */
export function registerDepartmentYear(asked: DepartmentYearRegistered['data']): DepartmentYearRegistered | z.ZodError {
  const parsed = departmentYear.safeParse(asked);
  // Optional fields that are absent stay absent: the data are what was asked, in the order in which they always stood.
  return parsed.success ? { type: 'DepartmentYearRegistered', data: { ...asked, ...parsed.data } } : parsed.error;
}
