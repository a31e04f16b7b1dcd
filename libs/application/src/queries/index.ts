import { ListVouchersHandler } from '../vouchers/vouchers.handlers';
import { GetListTemplateHandler } from '../lists/get-list-template';
import { PreviewListHandler } from '../lists/lists.handlers';
import { ExportReportHandler } from '../report-files/export-report';
import { GetNoticesHandler } from '../log-continuity/get-notices';
import { CheckReportHandler } from './check-report';
import { GetExecutionHandler } from './get-execution';
import { GetNarrativeHandler } from './get-narrative';
import { GetReportHandler } from './get-report';
import { GetStatusHandler } from './get-status';
import { GetUnitYearHandler } from './get-unit-year';
import { ListDepartmentsHandler } from './list-departments';
import { ListDocumentsHandler, ListEntriesHandler } from './list-pages';
import { PreviewCommandHandler, PreviewVoucherStepHandler } from './preview.handlers';
import { TraceCellHandler } from './trace-cell';

export const QUERY_HANDLERS = [
  ListDepartmentsHandler,
  GetReportHandler,
  ExportReportHandler,
  TraceCellHandler,
  CheckReportHandler,
  GetExecutionHandler,
  GetNarrativeHandler,
  GetStatusHandler,
  GetNoticesHandler,
  GetUnitYearHandler,
  PreviewCommandHandler,
  PreviewVoucherStepHandler,
  ListEntriesHandler,
  ListDocumentsHandler,
  ListVouchersHandler,
  PreviewListHandler,
  GetListTemplateHandler,
];
