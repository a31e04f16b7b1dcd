import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { REPORT_FORMATS, type ReportFormatName, type ReportStamp } from '@yujue/report-files';
import { ReadModel } from '@yujue/read-model';
import { type ReportQuestion } from '../get-report';
import { ReportDocuments } from './report-documents';

/** A report as a file, ready to be written or sent. */
export interface ReportFile {
  /** What it may be called. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly stamp: ReportStamp;
}

/** A department's tables as a stamped file: the same question at the same position of the log gives the same bytes. */
export class ExportReport extends Query<ReportFile> {
  constructor(
    readonly question: ReportQuestion,
    readonly format: ReportFormatName,
  ) {
    super();
  }
}

@QueryHandler(ExportReport)
export class ExportReportHandler implements IQueryHandler<ExportReport> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly documents: ReportDocuments,
  ) {}

  async execute({ question, format }: ExportReport): Promise<ReportFile> {
    const document = await this.documents.of(this.readModel, question, format);
    const { extension, mediaType, write } = REPORT_FORMATS[format];
    const { departmentName, filled, stamp } = document;
    const name = `${departmentName}-${filled.edition.title}.${extension}`;
    return { name, mediaType, bytes: await write(document), stamp };
  }
}
