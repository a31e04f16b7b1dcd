import { type FoundCell, rowName } from '@yujue/reporting';

interface Scope {
  readonly department: string;
  readonly fiscalYear: number;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
}

const yearAddress = ({ department, fiscalYear }: Scope): string =>
  `/departments/${encodeURIComponent(department)}/years/${fiscalYear}`;

/** The axes of time go along, so that a trace explains the figure that was on screen. */
const withQuery = (address: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given).toString()}`;
};

export const reportAddress = (scope: Scope, edition: string, part?: 'narrative' | 'checks'): string => {
  const { asOf, knownAt } = scope;
  return withQuery(`${yearAddress(scope)}/${encodeURIComponent(edition)}${part ? `/${part}` : ''}`, { asOf, knownAt });
};

export const executionAddress = (scope: Scope, month: number, by: string): string =>
  withQuery(`${yearAddress(scope)}/execution`, { month: String(month), by });

/** Where a cell's trace is. Rows of the same name (a project of two units) are told apart. */
export function traceAddress(scope: Scope, edition: string, { table, row, cell }: FoundCell): string {
  const { asOf, knownAt } = scope;
  return withQuery(`${yearAddress(scope)}/${encodeURIComponent(edition)}/trace`, {
    table: table.no,
    row: rowName(table, row),
    column: cell.column,
    side: row.side ?? undefined,
    asOf,
    knownAt,
  });
}

/** Where a report is downloaded as a file to hand in. */
export const reportFileAddress = (
  { department, fiscalYear }: Scope,
  edition: string,
  format: 'xlsx' | 'docx',
): string =>
  `/api/v1/departments/${encodeURIComponent(department)}/years/${fiscalYear}/reports/${encodeURIComponent(edition)}/file?format=${format}`;
