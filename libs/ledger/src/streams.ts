/** Names of the streams: one for a unit's money in a fiscal year, and separate ones for registers, 单据 and the department. */
export const budgetStream = (unit: string, fiscalYear: number): string => `budget-${unit}-${fiscalYear}`;

/** A unit's or a department's registers of one year. */
export const registersStream = (owner: string, fiscalYear: number): string => `registers-${owner}-${fiscalYear}`;

/** The department's year itself (DepartmentYearRegistered). */
export const departmentStream = (department: string, fiscalYear: number): string =>
  `department-${department}-${fiscalYear}`;

/** The documents (单据) of a unit's year. They change no balance; the projection only checks that they can be read. */
export const documentsStream = (unit: string, fiscalYear: number): string => `documents-${unit}-${fiscalYear}`;

const NAME = /^(budget|registers|department|documents)-(.+)-(\d{4})$/;

/** The kind of content of a stream of this program. */
export type StreamKind = 'budget' | 'registers' | 'department' | 'documents';

/** The parts of a stream's name; null for a stream that the projection ignores (the store's seals). */
export function parseStream(stream: string): { kind: StreamKind; owner: string; fiscalYear: number } | null {
  const match = NAME.exec(stream);
  if (!match) return null;
  return { kind: match[1] as StreamKind, owner: match[2]!, fiscalYear: Number(match[3]) };
}
