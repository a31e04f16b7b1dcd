import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type Configuration } from '../configuration/configuration';
import { ConfigurationModule } from '../configuration/configuration.module';
import { CheckDocumentHandler } from './check-document';
import { DocumentRules } from './document-rules';
import { IntakeDocumentHandler } from './intake-document';

/** What is done with a published document, without the ledger. */
@Module({ providers: [DocumentRules, IntakeDocumentHandler, CheckDocumentHandler] })
export class IntakeModule {
  /** The module with its configuration, for a program that does nothing else and opens no database. */
  static alone(configuration: Configuration): DynamicModule {
    return { module: IntakeModule, imports: [CqrsModule.forRoot(), ConfigurationModule.register(configuration)] };
  }
}
