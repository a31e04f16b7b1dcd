import { AdvanceVoucherHandler } from '../vouchers/vouchers.handlers';
import { AcknowledgeLogBreakHandler } from '../log-continuity/acknowledge-log-break';
import { VerifyFileHandler } from '../report-files/verify-file';
import { RegisterHandler } from '../registers/register.handlers';
import { LoadListHandler } from '../lists/lists.handlers';
import { CatchUpHandler } from './catch-up';
import { DemandRightsHandler } from './demand-rights';
import { LoadDatasetHandler } from './load-dataset';
import { ExportLogHandler, ImportLogHandler, RebuildReadModelHandler, VerifyLogHandler } from './maintain';
import { OpenNextYearHandler } from './open-next-year';
import { RecordCommandHandler } from './record-command';

export const COMMAND_HANDLERS = [
  RecordCommandHandler,
  OpenNextYearHandler,
  AdvanceVoucherHandler,
  LoadDatasetHandler,
  LoadListHandler,
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
