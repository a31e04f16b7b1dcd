import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module';
import { RegistersModule } from '../registers/registers.module';
import { GetListTemplateHandler } from './get-list-template';
import { KeptMappings } from './kept-mappings';
import { LedgerLists } from './ledger-lists';
import { LoadListHandler, PreviewListHandler } from './lists.handlers';
import { RegisterLists } from './register-lists';

/** Lists that clerks keep in Excel or CSV: looked at without writing, or loaded whole or not at all. */
@Module({
  imports: [RecordingModule, RegistersModule],
  providers: [KeptMappings, LedgerLists, RegisterLists, PreviewListHandler, LoadListHandler, GetListTemplateHandler],
})
export class ListsModule {}
