import { Module } from '@nestjs/common';
import { ProjectionModule } from '../projection/projection.module';
import { CheckReportHandler } from './check-report';
import { ExportReportHandler } from './files/export-report';
import { ReportDocuments } from './files/report-documents';
import { VerifyFileHandler } from './files/verify-file';
import { GetExecutionHandler } from './get-execution';
import { GetNarrativeHandler } from './get-narrative';
import { GetReportHandler } from './get-report';
import { ListDepartmentsHandler } from './list-departments';
import { ListDocumentsHandler, ListEntriesHandler } from './list-pages';
import { TraceCellHandler } from './trace-cell';
import { ListTracedEntriesHandler, OpenTraceHandler } from './trace-pages';

/** What is read: tables, execution, 情况说明, 勾稽, the entries behind a figure, and all of it as files. */
@Module({
  imports: [ProjectionModule],
  providers: [
    ReportDocuments,
    ListDepartmentsHandler,
    GetReportHandler,
    ExportReportHandler,
    VerifyFileHandler,
    TraceCellHandler,
    OpenTraceHandler,
    ListTracedEntriesHandler,
    CheckReportHandler,
    GetExecutionHandler,
    GetNarrativeHandler,
    ListEntriesHandler,
    ListDocumentsHandler,
  ],
})
export class ReportsModule {}
