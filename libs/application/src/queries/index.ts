import { GetReportHandler } from './get-report';
import { GetStatusHandler } from './get-status';
import { ListDepartmentsHandler } from './list-departments';
import { ListDocumentsHandler, ListEntriesHandler } from './list-pages';

export const QUERY_HANDLERS = [
  ListDepartmentsHandler,
  GetReportHandler,
  GetStatusHandler,
  ListEntriesHandler,
  ListDocumentsHandler,
];
