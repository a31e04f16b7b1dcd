import { Module } from '@nestjs/common';
import { RecordingModule } from '../recording/recording.module';
import { RegisterHandler } from './register.handlers';
import { Registrar } from './registrar';

/** What ledgers refer to, registered at any time of a year: 项目, 单位, 科目 and the other registers. */
@Module({ imports: [RecordingModule], providers: [Registrar, RegisterHandler], exports: [Registrar] })
export class RegistersModule {}
