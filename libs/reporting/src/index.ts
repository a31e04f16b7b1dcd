export { parseEdition } from './edition/parse-edition';
export { EditionError, type EditionProblem } from './edition/edition-error';
export { type Edition, type LeafColumn } from './edition/edition';
export { type CheckRule, type IndicatorDefinition, type TableDefinition } from './edition/edition-schema';
export { type Filter } from './edition/filter-schema';
export { ReportError, type ReportErrorCode } from './report-error';
export { Directory, type ReportInput, type ReportProject, type ReportUnit } from './report-input';
export { type FilledCell, type FilledRow, type FilledTable } from './tables/filled';
export { fillTable } from './tables/fill-table';
export { type FilledEdition, checkEdition, fillEdition } from './tables/fill-edition';
export { type CheckFinding, type CheckResult, checkTables } from './checks/check-tables';
export { type BridgeStep } from './trace/bridge';
export { type CellQuestion, type FoundCell, findCell, sideName } from './trace/find-cell';
export {
  type CellScope,
  type Trace,
  type TracedCell,
  type TracedEntry,
  cellScope,
  traceCell,
} from './trace/trace-cell';
export { type ReportHead, type ReportJson, type TableJson, toReportJson, toTableJson } from './formats/report-json';
export { renderText } from './formats/report-text';
export { Html, html, htmlPage } from './formats/html';
export { renderCsv } from './formats/report-csv';
export { type HtmlReport, renderHtml } from './formats/report-html';
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
  LAG_THRESHOLDS,
  type LagThreshold,
  executionReport,
} from './execution/execution-report';
export { EXECUTION_BY, type ExecutionBy } from './execution/execution-groups';
export { type Comparatives, type Indicator, type IndicatorText, computeIndicators } from './indicators/indicators';
