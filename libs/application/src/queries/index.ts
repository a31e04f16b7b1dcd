import { ListUnitDocumentsHandler } from '../documents/documents.handlers';
import { CheckReportHandler } from './check-report';
import { GetExecutionHandler } from './get-execution';
import { GetIndicatorsHandler } from './get-indicators';
import { GetReportHandler } from './get-report';
import { GetStatusHandler } from './get-status';
import { GetUnitYearHandler } from './get-unit-year';
import { ListDepartmentsHandler } from './list-departments';
import { ListDocumentsHandler, ListEntriesHandler } from './list-pages';
import { TraceCellHandler } from './trace-cell';

export const QUERY_HANDLERS = [
  ListDepartmentsHandler,
  GetReportHandler,
  TraceCellHandler,
  CheckReportHandler,
  GetExecutionHandler,
  GetIndicatorsHandler,
  GetStatusHandler,
  GetUnitYearHandler,
  ListEntriesHandler,
  ListDocumentsHandler,
  ListUnitDocumentsHandler,
];
