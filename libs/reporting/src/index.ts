export { parseEdition } from './edition/parse-edition';
export { EditionError, type EditionProblem } from './edition/edition-error';
export { type Edition, type LeafColumn, leafColumns, printedColumns } from './edition/edition';
export { type ColumnDefinition, type TextSource } from './edition/column-schema';
export { type RowBlock, type RowSource } from './edition/row-schema';
export { type ListDefinition, type ListSource, type ListText, levelColumns } from './edition/list-schema';
export { type CheckRule } from './edition/check-schema';
export { type StatedAmount, type Statements, type StatementWord, partsOf } from './edition/statement-schema';
export { type TableDefinition } from './edition/edition-schema';
export { type Filter } from './edition/filter-schema';
export { ReportError, type ReportErrorCode } from './report-error';
export {
  Directory,
  type PerformanceGoal,
  type PerformanceTarget,
  type ReportInput,
  type ReportProject,
  type ReportUnit,
} from './report-input';
export { type FilterContext, type LinePredicate, linePredicate } from './tables/line-filter';
export { type FilledCell, type FilledList, type FilledRow, type FilledTable, dataRows } from './tables/filled';
export { isUnlisted } from './tables/unlisted';
export { type FilledEdition, checkEdition, fillEdition } from './tables/fill-edition';
export { type CheckableTable } from './checks/check-cells';
export { type CheckedSum, halfOfLastDigit, labelOf as labelOfSum } from './checks/checked-cell';
export { statedSums } from './checks/stated-sums';
export { type CheckContext, explainingMeasures } from './checks/check-context';
export { type CheckFinding, type CheckResult, type Verdict, checkTables } from './checks/check-tables';
export { BRIDGE_STEPS_MAX } from './trace/bounded-bridge';
export { type BridgeStep } from './trace/bridge';
export { type CellQuestion, type FoundCell, findCell, rowName, sideName } from './trace/find-cell';
export {
  type CellScope,
  type Trace,
  type TracedCell,
  type TracedEntry,
  type TracedEntryRow,
  cellScope,
  traceCell,
  tracedEntryRow,
} from './trace/trace-cell';
export { TRACED_LINES_MAX, type TraceOverview, traceOverview } from './trace/trace-overview';
export { joinSums, sumsOf } from './trace/trace-sums';
export {
  type ListJson,
  type ReportHead,
  type ReportJson,
  type RowJson,
  type TableJson,
  toReportJson,
  toTableJson,
} from './formats/report-json';
export { renderText } from './formats/report-text';
export { Html, html, htmlPage, warningBand, warningMark } from './formats/html';
export { renderCsv } from './formats/report-csv';
export { type HtmlReport, STAMP_META, renderHtml } from './formats/report-html';
export { renderTraceHtml, renderTraceText } from './formats/trace-formats';
export { type CheckJson, renderCheckText, toCheckJson } from './formats/check-formats';
export {
  type ExecutionJson,
  type ExecutionPage,
  renderExecutionHtml,
  renderExecutionText,
  toExecutionJson,
} from './formats/execution-formats';
export {
  type ExecutionQuestion,
  type ExecutionReport,
  type ExecutionRow,
  type LagThreshold,
  executionReport,
} from './execution/execution-report';
export { type RatePair, quotientOf } from './rates/rate-pair';
export { EXECUTION_BY, type ExecutionBy } from './execution/execution-groups';
export { type PrintedCell, type PrintedCellKind, type PrintedTable } from './formats/printed/printed-cell';
export { publisherLine } from './formats/printed/publisher-line';
export { printedRows, printedTable } from './formats/printed/printed-table';
export { PAGE_WIDTH, columnWidths } from './formats/printed/column-widths';
export { rowLines, wrappedLines } from './formats/printed/row-lines';
export { type Paper, letterSize } from './formats/printed/letter-size';
export { type Comparatives, type Narrative, type NarrativeInput } from './narrative/narrative';
export { parseNarrative } from './narrative/parse-narrative';
export { composeNarrative } from './narrative/compose-narrative';
export { reasonMeasures } from './narrative/reasons';
export {
  type ComposedNarrative,
  type ComposedSection,
  type ComposedSentence,
  type NarrativeGap,
  type NarrativeNumber,
  sentencesOf,
} from './narrative/composed';
export {
  type NarrativeJson,
  narrativeJsonWith,
  renderNarrativeHtml,
  renderNarrativeText,
  toNarrativeJson,
} from './formats/narrative-formats';
export { csvText } from './formats/csv';
export { isPrintable, printable } from './formats/printable';
