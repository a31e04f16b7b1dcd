import { fields } from '@yujue/ledger';
import { z } from 'zod';

/**
 * What a grant is for: one unit; a department with all of its units, also those that join later; or the whole office, which
 * is every department of this installation, also before there is one.
 */
export const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unit: fields.code() }),
  z.object({ kind: z.literal('department'), department: fields.code() }),
  z.object({ kind: z.literal('office') }),
]);

export type Place = Readonly<z.output<typeof place>>;

/**
 * What a request is about: a unit of a department, a department as a whole (its registers and statements, its approval rules), or
 * what belongs to none of them, such as people and catalogues.
 */
export type Target =
  | { readonly unit: string; readonly department: string }
  | { readonly unit?: undefined; readonly department: string }
  | 'office';

export const OFFICE: Place = { kind: 'office' };

/** True if a grant for the place holds for the whole of the target. */
export function covers(granted: Place, target: Target): boolean {
  switch (granted.kind) {
    case 'office':
      return true;
    case 'department':
      return target === 'office' || target.department === granted.department;
    case 'unit':
      // Who acts for one unit neither sees nor changes what others share with it.
      return target !== 'office' && target.unit === granted.unit;
  }
}

/** True if both name the same place. */
export const isSamePlace = (one: Place, other: Place): boolean => keyOf(one) === keyOf(other);

const keyOf = (at: Place): string => {
  switch (at.kind) {
    case 'office':
      return 'office';
    case 'department':
      return `department ${at.department}`;
    case 'unit':
      return `unit ${at.unit}`;
  }
};

/** A place in words: 单位 310002, 部门 gz-ybj, 全部部门. */
export function placeName(at: Place): string {
  switch (at.kind) {
    case 'office':
      return '全部部门';
    case 'department':
      return `部门 ${at.department}`;
    case 'unit':
      return `单位 ${at.unit}`;
  }
}

/** A unit or department in words. */
export const targetName = ({ unit, department }: Exclude<Target, 'office'>): string =>
  unit === undefined ? `部门 ${department}` : `单位 ${unit}`;
