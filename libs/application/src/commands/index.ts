import { LoadDatasetHandler } from './load-dataset';
import { RebuildReadModelHandler } from './maintain';
import { OpenNextYearHandler } from './open-next-year';
import { RecordCommandHandler } from './record-command';

export const COMMAND_HANDLERS = [
  RecordCommandHandler,
  OpenNextYearHandler,
  LoadDatasetHandler,
  RebuildReadModelHandler,
];
