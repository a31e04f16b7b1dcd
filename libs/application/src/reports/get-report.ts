import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DepartmentYear } from '@yujue/facts';
import { ReadModel } from '@yujue/read-model';
import { type FilledEdition, type ReportHead, fillEdition } from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportScope, withReportSource } from './report-source';

/** A department's tables in an edition, with what is needed to print them. */
export interface Report {
  readonly departmentYear: DepartmentYear;
  readonly head: ReportHead;
  readonly filled: FilledEdition;
}

export interface ReportQuestion extends ReportScope {
  readonly edition: string;
  /** Only this table; all when absent. */
  readonly table?: string | undefined;
}

export class GetReport extends Query<Report> {
  constructor(readonly question: ReportQuestion) {
    super();
  }
}

@QueryHandler(GetReport)
export class GetReportHandler implements IQueryHandler<GetReport> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: GetReport): Promise<Report> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, ({ departmentYear, input, head }) => ({
      departmentYear,
      head,
      filled: fillEdition(edition, input, question.table),
    }));
  }
}
