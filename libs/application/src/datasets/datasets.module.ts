import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module';
import { LoadDatasetHandler } from './load-dataset.handler';

/** A department's year as a folder of files, loaded whole or not at all. */
@Module({ imports: [RecordingModule], providers: [LoadDatasetHandler] })
export class DatasetsModule {}
