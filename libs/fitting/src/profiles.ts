import { UNIT_KINDS, type UnitKind } from '@yujue/classification';
import { parse } from 'yaml';
import { z } from 'zod';

/** What is known of a department before its document is read: what its tables take for granted. */
export interface DepartmentProfile {
  readonly code: string;
  readonly name: string;
  /** 主管部门, where the department that publishes is itself a unit of another. */
  readonly authority: string | null;
  readonly units: readonly UnitProfile[];
}

export interface UnitProfile {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
}

const unit = z.strictObject({ code: z.string(), name: z.string(), kind: z.enum(UNIT_KINDS), source: z.string() });

const profiles = z.array(
  z.strictObject({
    code: z.string(),
    name: z.string(),
    authority: z.string().nullable().default(null),
    units: z.array(unit).min(1),
  }),
);

/** Reads the file of known departments. Throws ZodError for a file that is not of its shape. */
export const parseProfiles = (text: string): DepartmentProfile[] => profiles.parse(parse(text));

/**
 * The profile of who published a document. An unknown department is taken as one unit with its name, 参公 for a
 * center (中心) and 行政 otherwise; its tables then show whether that is right. Its name is its code: a unit's year is one
 * stream of events, so no two departments may have a unit of the same code.
 */
export function profileOf(publisher: string, known: readonly DepartmentProfile[]): DepartmentProfile {
  const named = known.find(({ name }) => name === publisher);
  if (named) return named;
  const kind: UnitKind = publisher.endsWith('中心') ? '参公' : '行政';
  return { code: publisher, name: publisher, authority: null, units: [{ code: publisher, name: publisher, kind }] };
}
