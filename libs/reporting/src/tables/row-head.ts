import { NEXT_ORDINAL, type RowBlock } from '../edition/row-schema';
import { type ReportDepartment, type ReportUnit } from '../report-input';
import { type FilledRow } from './filled';
import { chineseOrdinal, positionOf } from './ordinal';
import { type RowCandidate } from './row-candidate';

/** Everything of a row but its cells and words. */
export type RowHead = Omit<FilledRow, 'cells' | 'texts'>;

/** What a row takes from the blocks around it. */
export interface Surroundings {
  readonly side: string | null;
  readonly indent: number;
  readonly depth: number;
  readonly unit: ReportUnit | null;
}

/** The place of a generated row among those of its block. */
export interface Place {
  /** From 0, of all rows. */
  readonly row: number;
  /** From 0, of the rows at the top level; null for a row below it. */
  readonly top: number | null;
}

const DEPARTMENT_NAME = '{部门}';

/** The head of a row that the edition names. `{部门}` stands for the department's name. */
export function namedHead(
  block: RowBlock,
  { side, indent, depth }: Surroundings,
  department: ReportDepartment,
): RowHead {
  const inWords = (text: string) => text.replaceAll(DEPARTMENT_NAME, department.name);
  return {
    side,
    ordinal: block.ordinal ?? null,
    code: block.code ?? null,
    name: inWords(block.name ?? ''),
    label: block.label === undefined ? null : inWords(block.label),
    lineNo: block.lineNo?.toString() ?? null,
    source: null,
    key: null,
    indent,
    depth,
  };
}

/** The head of a row that a source offers. */
export function generatedHead(
  block: RowBlock,
  candidate: RowCandidate,
  place: Place,
  { side, indent, depth, unit }: Surroundings,
): RowHead {
  const codes = { own: candidate.code, unit: unit?.code || null, none: null };
  // What is not listed has no number either: the numbers of an edition are those of its rows.
  const isListed = candidate.isUnlisted === undefined;
  const numbered = isListed && block.ordinalsFrom !== undefined && place.top !== null;
  return {
    side,
    ordinal: numbered ? chineseOrdinal(block.ordinalsFrom! + place.top!) : null,
    code: codes[block.showCode],
    name: candidate.name,
    label: null,
    lineNo: isListed && block.lineNo !== undefined ? String(block.lineNo + place.row) : null,
    source: block.each ?? null,
    key: candidate.key,
    indent,
    depth,
  };
}

/** Rows with 续 for an ordinal get the number after the last numbered row of their side. */
export function numberedOn(rows: readonly FilledRow[]): FilledRow[] {
  const last = new Map<string | null, number>();
  return rows.map((row) => {
    if (row.ordinal === null) return row;
    const position = row.ordinal === NEXT_ORDINAL ? (last.get(row.side) ?? 0) + 1 : positionOf(row.ordinal);
    if (position === undefined) return row;
    last.set(row.side, position);
    return { ...row, ordinal: chineseOrdinal(position) };
  });
}
