import { TakeDocumentHandler } from '../documents/documents.handlers';
import { CatchUpHandler } from './catch-up';
import { LoadDatasetHandler } from './load-dataset';
import { ExportLogHandler, ImportLogHandler, RebuildReadModelHandler, VerifyLogHandler } from './maintain';
import { OpenNextYearHandler } from './open-next-year';
import { RecordCommandHandler } from './record-command';

export const COMMAND_HANDLERS = [
  RecordCommandHandler,
  OpenNextYearHandler,
  TakeDocumentHandler,
  LoadDatasetHandler,
  CatchUpHandler,
  RebuildReadModelHandler,
  VerifyLogHandler,
  ExportLogHandler,
  ImportLogHandler,
];
