import { type DynamicModule, Module } from '@nestjs/common';
import { CONFIGURATION } from '../tokens';
import { Catalogues } from './catalogues';
import { type Configuration } from './configuration';
import { Editions } from './editions';
import { Narratives } from './narratives';

/** The settings, and the files that ship with the program or lie in YUJUE_HOME: 科目, layouts, 情况说明. */
@Module({})
export class ConfigurationModule {
  static register(configuration: Configuration): DynamicModule {
    const { home } = configuration;
    return {
      module: ConfigurationModule,
      global: true,
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: Catalogues, useFactory: () => Catalogues.read(home) },
        { provide: Editions, useFactory: () => Editions.read(home) },
        { provide: Narratives, useFactory: () => Narratives.read(home) },
      ],
      exports: [CONFIGURATION, Catalogues, Editions, Narratives],
    };
  }
}
