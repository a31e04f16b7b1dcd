import { type Configuration, hasEmbeddedDatabase } from '@yujue/application';
import { Failure } from './failure';
import { note } from './terminal/output';

/** What a command does where there is no data yet. */
export type WhenThereIsNoData = 'refuse' | 'create';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Nobody asked for a new database who runs a command in the wrong folder, so that only a command that brings data along
 * creates one there, and says where. A place that YUJUE_HOME or DATABASE_URL names was asked for.
 *
 * @throws Failure with the place where the data would be
 */
export function answerForMissingData(
  { home, databaseUrl }: Pick<Configuration, 'home' | 'databaseUrl'>,
  { YUJUE_HOME }: Environment,
  whenThereIsNoData: WhenThereIsNoData,
): void {
  if (databaseUrl !== undefined || hasEmbeddedDatabase(home)) return;
  if (whenThereIsNoData === 'create') note(`在 ${home} 新建账目数据。`);
  else if (!YUJUE_HOME?.trim())
    throw new Failure(
      `当前文件夹没有账目：数据应在 ${home}，而那里没有，也不会自动新建。请到有账目的文件夹运行，或用 YUJUE_HOME（数据文件夹）或 DATABASE_URL（PostgreSQL）指明；新建账目请用 yujue load <文件夹> 装载数据集，或运行 npm start。`,
    );
}
