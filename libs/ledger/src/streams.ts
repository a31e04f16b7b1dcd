/** Names of the streams. One per unit and fiscal year for the money, and streams of their own for what stands beside it. */
export const budgetStream = (unit: string, fiscalYear: number): string => `budget-${unit}-${fiscalYear}`;

/** A unit's or a department's registers of one year. */
export const registersStream = (owner: string, fiscalYear: number): string => `registers-${owner}-${fiscalYear}`;

/** The department's year itself (DepartmentYearRegistered). */
export const departmentStream = (department: string, fiscalYear: number): string =>
  `department-${department}-${fiscalYear}`;

/** The documents (单据) of a unit's year. They change no balance, so no projection reads them. */
export const documentsStream = (unit: string, fiscalYear: number): string => `documents-${unit}-${fiscalYear}`;

const NAME = /^(budget|registers|department)-(.+)-(\d{4})$/;

/** The parts of a stream's name, or null for one that no projection reads (the store's seals, documents). */
export function parseStream(
  stream: string,
): { kind: 'budget' | 'registers' | 'department'; owner: string; fiscalYear: number } | null {
  const match = NAME.exec(stream);
  if (!match) return null;
  return { kind: match[1] as 'budget' | 'registers' | 'department', owner: match[2]!, fiscalYear: Number(match[3]) };
}
