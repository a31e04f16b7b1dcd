import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Database, openDatabase } from '@yujue/database';
import {
  type EventStore,
  PostgresEventStore,
  PostgresSnapshotStore,
  type SnapshotStore,
  migrateEventStore,
  openEventStoreDb,
} from '@yujue/event-store';
import { Projector, ReadModel, migrateReadModel } from '@yujue/read-model';
import { COMMAND_HANDLERS } from './commands';
import { Catalogues } from './configuration/catalogues';
import { type Configuration } from './configuration/configuration';
import { Editions } from './configuration/editions';
import { Narratives } from './configuration/narratives';
import { Following } from './live/following';
import { UnitVouchers } from './vouchers/unit-vouchers';
import { LiveUpdates } from './live/live-updates';
import { LogContinuity } from './log-continuity/log-continuity';
import { LogMemory } from './log-continuity/log-memory';
import { type RememberedEvent } from './log-continuity/remembered';
import { MemoryFiles } from './log-continuity/memory-files';
import { RememberingStore } from './log-continuity/remembering-store';
import { QUERY_HANDLERS } from './queries';
import { KeptMappings } from './lists/kept-mappings';
import { LedgerLists } from './lists/ledger-lists';
import { OfficeCatalogues } from './registers/office-catalogues';
import { RegisterLists } from './registers/register-lists';
import { Registrar } from './registers/registrar';
import { ReportDocuments } from './report-files/report-documents';
import { CONFIGURATION, DATABASE, EVENT_STORE, SNAPSHOT_STORE } from './tokens';
import { Previews } from './queries/previews';
import { UnitYears } from './unit-year/unit-years';
import { UserError } from './user-error';
import { YearOpenings } from './year-opening/year-openings';

export interface ApplicationOptions {
  readonly configuration: Configuration;
  /** Told, in Chinese, what takes time while the database starts. */
  readonly log?: (line: string) => void;
  /** Providers that replace the application's own; tests provide a store that fails. */
  readonly replacements?: readonly Provider[];
}

const PROVIDERS: Provider[] = [
  { provide: Catalogues, useFactory: ({ home }: Configuration) => Catalogues.read(home), inject: [CONFIGURATION] },
  { provide: Editions, useFactory: ({ home }: Configuration) => Editions.read(home), inject: [CONFIGURATION] },
  { provide: Narratives, useFactory: ({ home }: Configuration) => Narratives.read(home), inject: [CONFIGURATION] },
  LogMemory,
  {
    provide: EVENT_STORE,
    useFactory: async (configuration: Configuration, database: Database, snapshots: SnapshotStore, memory: LogMemory) =>
      new RememberingStore(await openEventStore(configuration, database, snapshots), memory),
    inject: [CONFIGURATION, DATABASE, SNAPSHOT_STORE, LogMemory],
  },
  {
    provide: SNAPSHOT_STORE,
    useFactory: (configuration: Configuration, { url }: Database) =>
      PostgresSnapshotStore.open({ url, retryForMs: retryForMsOf(configuration) }),
    inject: [CONFIGURATION, DATABASE],
  },
  {
    provide: ReadModel,
    useFactory: (configuration: Configuration, { url }: Database, store: EventStore, continuity: LogContinuity) =>
      ReadModel.open({
        url,
        settled: settledIn(store),
        notices: () => continuity.notices(),
        retryForMs: retryForMsOf(configuration),
      }),
    inject: [CONFIGURATION, DATABASE, EVENT_STORE, LogContinuity],
  },
  {
    provide: Projector,
    useFactory: ({ url }: Database, store: EventStore) => new Projector({ url, store }),
    inject: [DATABASE, EVENT_STORE],
  },
  {
    provide: LogContinuity,
    useFactory: ({ home }: Configuration, store: EventStore, memory: LogMemory, projector: Projector) =>
      new LogContinuity({ store, memory, files: new MemoryFiles(home), projected: () => projectedBy(projector) }),
    inject: [CONFIGURATION, EVENT_STORE, LogMemory, Projector],
  },
  {
    provide: Following,
    useFactory: (...parts: ConstructorParameters<typeof Following>) => new Following(...parts),
    inject: [EVENT_STORE, Projector, ReadModel, UnitVouchers, LogContinuity],
  },
  {
    provide: LiveUpdates,
    useFactory: (store: EventStore, readModel: ReadModel) => new LiveUpdates(store, readModel),
    inject: [EVENT_STORE, ReadModel],
  },
  {
    provide: YearOpenings,
    useFactory: (store: EventStore, catalogues: Catalogues, editions: Editions) =>
      new YearOpenings(store, catalogues, (before, fiscalYear) => editions.forNextYear(before, fiscalYear)),
    inject: [EVENT_STORE, Catalogues, Editions],
  },
  {
    provide: UnitYears,
    useFactory: (
      store: EventStore,
      snapshots: SnapshotStore,
      catalogues: Catalogues,
      openings: YearOpenings,
      office: OfficeCatalogues,
    ) => new UnitYears(store, snapshots, catalogues, openings, office),
    inject: [EVENT_STORE, SNAPSHOT_STORE, Catalogues, YearOpenings, OfficeCatalogues],
  },
  {
    provide: Previews,
    useFactory: (store: EventStore, unitYears: UnitYears) => new Previews(store, unitYears),
    inject: [EVENT_STORE, UnitYears],
  },
  {
    provide: OfficeCatalogues,
    useFactory: (store: EventStore, catalogues: Catalogues) => new OfficeCatalogues(store, catalogues),
    inject: [EVENT_STORE, Catalogues],
  },
  {
    provide: Registrar,
    useFactory: (store: EventStore, unitYears: UnitYears, catalogues: Catalogues) =>
      new Registrar(store, unitYears, catalogues),
    inject: [EVENT_STORE, UnitYears, Catalogues],
  },
  {
    provide: ReportDocuments,
    useFactory: (store: EventStore, catalogues: Catalogues, editions: Editions, narratives: Narratives) =>
      new ReportDocuments(store, catalogues, editions, narratives),
    inject: [EVENT_STORE, Catalogues, Editions, Narratives],
  },
  {
    provide: UnitVouchers,
    useFactory: (store: EventStore, unitYears: UnitYears) => new UnitVouchers(store, unitYears),
    inject: [EVENT_STORE, UnitYears],
  },
  {
    provide: LedgerLists,
    useFactory: (store: EventStore, unitYears: UnitYears, catalogues: OfficeCatalogues, { home }: Configuration) =>
      new LedgerLists(store, unitYears, catalogues, new KeptMappings(home)),
    inject: [EVENT_STORE, UnitYears, OfficeCatalogues, CONFIGURATION],
  },
  {
    provide: RegisterLists,
    useFactory: (registrar: Registrar, { home }: Configuration) => new RegisterLists(registrar, new KeptMappings(home)),
    inject: [Registrar, CONFIGURATION],
  },
];

/** The whole application: the database opened and migrated, the stores, the read model and all handlers. */
@Module({})
export class ApplicationModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SNAPSHOT_STORE) private readonly snapshots: PostgresSnapshotStore,
    private readonly readModel: ReadModel,
    private readonly following: Following,
    private readonly liveUpdates: LiveUpdates,
    private readonly continuity: LogContinuity,
  ) {}

  static register({ configuration, log, replacements = [] }: ApplicationOptions): DynamicModule {
    const database: Provider = { provide: DATABASE, useFactory: () => openMigrated(configuration, log) };
    const settings: Provider = { provide: CONFIGURATION, useValue: configuration };
    return {
      module: ApplicationModule,
      imports: [CqrsModule.forRoot()],
      // If a token has two providers, Nest uses the second.
      providers: [settings, database, ...PROVIDERS, ...replacements, ...COMMAND_HANDLERS, ...QUERY_HANDLERS],
      exports: [CqrsModule, Editions, Following, LiveUpdates, LogContinuity, CONFIGURATION],
    };
  }

  /** Checks the log in the background: the program must start even if the server is away. */
  onApplicationBootstrap(): void {
    this.continuity.start();
  }

  /** In the order of their dependence: what follows the log first, the database last. */
  async onApplicationShutdown(): Promise<void> {
    // Otherwise, while the store is away, each of these would wait until its calls are no longer repeated.
    this.following.endPatience();
    await this.liveUpdates.stop();
    await this.following.stop();
    await this.continuity.stop();
    await this.readModel.close();
    await this.store.close();
    await this.continuity.ended();
    await this.snapshots.close();
    await this.database.stop();
  }
}

/** Where the log is: in the EventStoreDB that is named, or else in the database that holds the rest. */
async function openEventStore(
  configuration: Configuration,
  { url }: Database,
  snapshots: SnapshotStore,
): Promise<EventStore> {
  const { eventStoreUrl, serverSilenceSeconds } = configuration;
  const retryForMs = retryForMsOf(configuration);
  return eventStoreUrl === undefined
    ? PostgresEventStore.open({ url, retryForMs })
    : openEventStoreDb({
        url: eventStoreUrl,
        retryForMs,
        silenceMaxMs: inMs(serverSilenceSeconds),
        snapshots,
      });
}

const inMs = (seconds: number | undefined): number | undefined => (seconds === undefined ? undefined : seconds * 1_000);

const retryForMsOf = ({ storeRetrySeconds }: Configuration): number | undefined => inMs(storeRetrySeconds);

/** How long a question as known at an instant waits until the tables cover everything recorded until then. */
const KNOWN_AT_WAIT_MS = 10_000;

const settledIn = (store: EventStore) => async (instant: string, readModel: ReadModel) => {
  const head = await store.headPast(instant);
  if (head === null || (await readModel.waitFor(head, KNOWN_AT_WAIT_MS))) return;
  throw new UserError('REPORTS_BEHIND', '报表数据仍在更新，尚未包含该时刻以前登记的全部业务，请稍后重试。', {
    kind: 'unavailable',
  });
};

async function projectedBy(projector: Projector): Promise<RememberedEvent | null> {
  const { event, updatedAt } = await projector.checkpoint();
  return event && { ...event, eventId: event.id, recordedAt: updatedAt };
}

async function openMigrated(configuration: Configuration, log?: (line: string) => void): Promise<Database> {
  const { home, databaseUrl, serverSilenceSeconds } = configuration;
  const silenceMs = inMs(serverSilenceSeconds);
  const database = await openDatabase({ home, databaseUrl, silenceMs, ...(log && { log }) });
  try {
    await migrateEventStore(database.url);
    await migrateReadModel(database.url);
    return database;
  } catch (error) {
    // Nobody else knows yet that the server was started for us.
    await database.stop();
    throw error;
  }
}
