import { type CheckResult, checkTables } from '../checks/check-tables';
import { type CheckContext } from '../checks/check-context';
import { type Edition } from '../edition/edition';
import { ReportError } from '../report-error';
import { type ReportInput } from '../report-input';
import { type FilledTable } from './filled';
import { fillTable } from './fill-table';

/** An edition with all its tables' amounts. */
export interface FilledEdition {
  readonly edition: Edition;
  readonly tables: readonly FilledTable[];
  /** What is missing from the amounts; absent where nothing is. */
  readonly warnings?: readonly string[];
}

/**
 * Computes the tables of an edition: all of them, or the one that is named.
 *
 * @throws ReportError UNKNOWN_NAME for a table that the edition does not have, or as `fillTable` does.
 */
export function fillEdition(edition: Edition, input: ReportInput, tableNo?: string): FilledEdition {
  const wanted = edition.tables.filter(({ no }) => tableNo === undefined || no === tableNo);
  if (wanted.length === 0 && tableNo !== undefined) {
    throw ReportError.unknownName(
      `版式 ${edition.edition} `,
      `表 ${tableNo}`,
      edition.tables.map(({ no }) => no),
    );
  }
  const { warnings = [] } = input;
  const tables = wanted.map((table) => withNotes(fillTable(edition, table, input), warnings));
  return { edition, tables, ...(warnings.length > 0 && { warnings }) };
}

/** A table may be copied out of its report, and says by itself what is missing from it. */
const withNotes = (table: FilledTable, warnings: readonly string[]): FilledTable =>
  warnings.length === 0 ? table : { ...table, notes: [...warnings, ...table.notes] };

/** Runs the edition's own 勾稽 rules over its filled tables. */
export const checkEdition = ({ edition, tables }: FilledEdition, context: CheckContext = {}): CheckResult =>
  checkTables(tables, edition.checks, context);
