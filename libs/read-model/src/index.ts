export { migrateReadModel } from './migrations/migrate';
export { type EventSource } from './projection/event-source';
export { type ProjectionStatus, Projector, type ProjectorOptions } from './projector/projector';
export { ReadModel, ReadModelQueries } from './queries/read-model';
export type { Difference, StopDifference } from './rebuild/compare-tables';
export { type AsOfPositionOptions, asOfPosition } from './rebuild/as-of-position';
export { type RebuildOptions, type RebuildReport, rebuild } from './rebuild/rebuild';
export { RebuildError } from './rebuild/rebuild-error';
