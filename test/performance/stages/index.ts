import { measureCommands } from './commands';
import { measureEventStoreDb } from './eventstoredb';
import { fillLog } from './fill-log';
import { measureInserts } from './floor';
import { measureHttpCommands } from './http-commands';
import { copyEventsIn, loadList, loadYear } from './load';
import { measureLongYear } from './long-year';
import { copyLogOut, foldLog, readLog, verifyWholeLog } from './read-log';
import { measureTables, projectLog, rebuildReadModel } from './read-model';

/** What runs in a separate process, so that it starts cold and its peak memory is its own. */
export const STAGES = {
  measureCommands,
  measureHttpCommands,
  measureInserts,
  loadYear,
  loadList,
  copyEventsIn,
  fillLog,
  copyLogOut,
  readLog,
  foldLog,
  verifyWholeLog,
  projectLog,
  rebuildReadModel,
  measureTables,
  measureLongYear,
  measureEventStoreDb,
};

export type StageName = keyof typeof STAGES;
export type SettingsOf<Name extends StageName> = Parameters<(typeof STAGES)[Name]>[0];
export type ResultOf<Name extends StageName> = Awaited<ReturnType<(typeof STAGES)[Name]>>;
