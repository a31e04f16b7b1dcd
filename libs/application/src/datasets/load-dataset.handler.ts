import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import { Catalogues } from '../configuration/catalogues';
import { type Loaded, loadDataset } from './load-dataset';
import { readDataset } from './read-dataset';
import { OfficeCatalogues } from '../recording/office-catalogues';
import { EVENT_STORE } from '../tokens';

/** Loads a dataset's folder, whole or not at all. */
export class LoadDataset extends Command<Loaded> {
  constructor(
    readonly folder: string,
    readonly progress: (done: number, total: number) => void = () => undefined,
  ) {
    super();
  }
}

@CommandHandler(LoadDataset)
export class LoadDatasetHandler implements ICommandHandler<LoadDataset> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly catalogues: OfficeCatalogues,
  ) {}

  async execute({ folder, progress }: LoadDataset): Promise<Loaded> {
    const dataset = readDataset(folder);
    await this.store.demandRights?.();
    const { department, fiscalYear } = dataset.manifest;
    const catalogue = await this.catalogues.of(department.code, fiscalYear);
    return loadDataset(this.store, Catalogues.of([catalogue]), dataset, progress);
  }
}
