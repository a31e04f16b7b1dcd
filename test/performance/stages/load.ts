import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandBus } from '@nestjs/cqrs';
import { LoadDataset, LoadList } from '@yujue/application';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DEPARTMENT, FISCAL_YEAR } from '../generated-year';
import { type Work, timed } from '../stopwatch';
import { withApplication } from './application';
import { withClient } from './floor';

export interface LoadSettings {
  readonly url: string;
  readonly folder: string;
}

/** Loads a dataset as `yujue load` does; counts the events. */
export const loadYear = ({ url, folder }: LoadSettings): Promise<Work> =>
  withApplication(url, (application) =>
    timed(async () => (await application.get(CommandBus).execute(new LoadDataset(folder))).events),
  );

export interface LoadListSettings extends LoadSettings {
  /** A list of payments. */
  readonly list: string;
}

/** Loads a list into a year that was loaded before, as `yujue list load` does; counts the events. */
export const loadList = ({ url, folder, list }: LoadListSettings): Promise<Work> =>
  withApplication(url, async (application) => {
    const commands = application.get(CommandBus);
    await commands.execute(new LoadDataset(folder));
    const target = { department: DEPARTMENT, fiscalYear: FISCAL_YEAR };
    return timed(async () => {
      const file = { bytes: await readFile(list), fileName: basename(list) };
      return (await commands.execute(new LoadList({ kind: '支付', ...file, ...target }, '张三'))).events;
    });
  });

/** Copies the events that a load has written into a plain table with a row for each and nothing but a key. */
export const copyEventsIn = ({ url }: Pick<LoadSettings, 'url'>): Promise<Work> =>
  withClient(url, async (client) => {
    const rows = (await client.query(copyTo('COPY (SELECT * FROM event_store.event) TO STDOUT')).toArray()) as Buffer[];
    await client.query('CREATE TABLE floor_event (LIKE event_store.event, PRIMARY KEY (position))');
    return timed(async () => {
      const input = client.query(copyFrom('COPY floor_event FROM STDIN'));
      await pipeline(Readable.from(rows), input);
      return input.rowCount;
    });
  });
