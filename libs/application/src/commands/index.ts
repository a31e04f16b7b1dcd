import { TakeDocumentHandler } from '../documents/documents.handlers';
import { AcknowledgeLogBreakHandler } from '../log-continuity/acknowledge-log-break';
import { VerifyFileHandler } from '../report-files/verify-file';
import { RegisterHandler } from '../registers/register.handlers';
import { LoadSheetHandler } from '../sheets/sheets.handlers';
import { CatchUpHandler } from './catch-up';
import { DemandRightsHandler } from './demand-rights';
import { LoadDatasetHandler } from './load-dataset';
import { ExportLogHandler, ImportLogHandler, RebuildReadModelHandler, VerifyLogHandler } from './maintain';
import { OpenNextYearHandler } from './open-next-year';
import { RecordCommandHandler } from './record-command';

export const COMMAND_HANDLERS = [
  RecordCommandHandler,
  OpenNextYearHandler,
  TakeDocumentHandler,
  LoadDatasetHandler,
  LoadSheetHandler,
  RegisterHandler,
  CatchUpHandler,
  DemandRightsHandler,
  RebuildReadModelHandler,
  VerifyLogHandler,
  ExportLogHandler,
  ImportLogHandler,
  VerifyFileHandler,
  AcknowledgeLogBreakHandler,
];
