import { loadCatalogue } from '@yujue/classification/testing';
import { ZERO } from '@yujue/money';
import {
  Directory,
  type Edition,
  type FilledCell,
  type FilledEdition,
  type FilledRow,
  type FilledTable,
  type TableDefinition,
  type TableJson,
  leafColumns,
  printedColumns,
} from '@yujue/reporting';
import { type DOCUMENTS, editionOf, publishedFigures } from '@yujue/reporting/testing';
import { type ReportDocument } from '../report-document';
import { stampOf } from '../stamp/stamp';

export type PublishedEdition = (typeof DOCUMENTS)[number]['edition'];

/** The tables of a document as they were published, in the layout of its edition: what an export has to write. */
export function publishedReport(id: PublishedEdition, file: string): ReportDocument {
  const edition = editionOf(id);
  const { publisher, fiscalYear: year, tables } = publishedFigures(id);
  const filled: FilledEdition = {
    edition,
    tables: edition.tables.map((definition, index) => filledTable(edition, definition, tables[index]!)),
  };
  const question = { department: 'test', year, table: null, asOf: null, knownAt: null, fittedTo: null };
  const log = { position: '42', events: 42, seal: '0'.repeat(64), recordedAt: '2026-01-02T03:04:05.678Z' };
  return {
    filled,
    input: {
      facts: [],
      catalogue: loadCatalogue(year),
      directory: new Directory([], [], { name: '', authority: null }),
    },
    departmentName: publisher,
    stamp: stampOf(filled, question, log, file),
    narrative: [],
  };
}

function filledTable(
  edition: Edition,
  definition: TableDefinition,
  { no, title, rows, lists = [] }: Omit<TableJson, 'notes'>,
): FilledTable {
  const columns = leafColumns(definition.columns);
  const { unit = edition.unit, decimals = edition.decimals } = definition;
  return {
    no,
    title,
    definition,
    style: { unit, decimals },
    columns,
    printedColumns: printedColumns(definition.columns),
    rows: rows.map((row) =>
      filledRow(
        row,
        columns.map(({ path }) => path),
      ),
    ),
    lists: lists.map((list) => ({
      ...list,
      definition: definition.lists.find((each) => each.title === list.title)!,
    })),
    notes: definition.notes.map(({ text }) => text),
  };
}

function filledRow({ values, texts, ...head }: TableJson['rows'][number], columns: readonly string[]): FilledRow {
  const indent = head.code === null ? 0 : Math.max(0, Math.floor((head.code.length - 3) / 2));
  const cells = values.map((printed, index) => (printed === null ? null : cell(columns[index]!, printed)));
  return { ...head, label: null, source: null, key: null, indent, depth: indent, texts: texts ?? null, cells };
}

const cell = (column: string, printed: string): FilledCell => ({
  column,
  measure: '',
  terms: {},
  filters: [],
  matches: () => false,
  exact: ZERO,
  printed,
});
