import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule } from './access/access.module';
import { type Configuration } from './configuration/configuration';
import { ConfigurationModule } from './configuration/configuration.module';
import { DatasetsModule } from './datasets/datasets.module';
import { FollowingModule } from './following/following.module';
import { ListsModule } from './lists/lists.module';
import { MaintenanceModule } from './maintenance/maintenance.module';
import { ProjectionModule } from './projection/projection.module';
import { RecordingModule } from './recording/recording.module';
import { RegistersModule } from './registers/registers.module';
import { ReportsModule } from './reports/reports.module';
import { StorageModule, type StorageOptions } from './storage/storage.module';
import { VouchersModule } from './vouchers/vouchers.module';

export interface ApplicationOptions extends StorageOptions {
  readonly configuration: Configuration;
}

const FEATURES = [
  AccessModule,
  RecordingModule,
  VouchersModule,
  RegistersModule,
  ListsModule,
  DatasetsModule,
  ReportsModule,
];

/**
 * The whole application, one module for each feature. Reads are queries, writes are commands; apps ask for both through
 * Nest's buses. Modules stop in the order of their dependence: what follows the log first, the database last.
 */
@Module({})
export class ApplicationModule {
  static register({ configuration, ...storage }: ApplicationOptions): DynamicModule {
    return {
      module: ApplicationModule,
      imports: [
        CqrsModule.forRoot(),
        ConfigurationModule.register(configuration),
        StorageModule.register(storage),
        ...FEATURES,
        ProjectionModule,
        MaintenanceModule,
        FollowingModule,
      ],
      exports: [FollowingModule, ProjectionModule],
    };
  }
}
