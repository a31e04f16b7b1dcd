import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ReadModel } from '@yujue/read-model';
import { type CheckResult, checkEdition, fillEdition } from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportQuestion } from './get-report';
import { withReportSource } from './report-source';

/** 勾稽: the edition's rules run over a department's tables. */
export class CheckReport extends Query<CheckResult> {
  constructor(readonly question: Omit<ReportQuestion, 'table'>) {
    super();
  }
}

@QueryHandler(CheckReport)
export class CheckReportHandler implements IQueryHandler<CheckReport> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: CheckReport): Promise<CheckResult> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, ({ input }) =>
      checkEdition(fillEdition(edition, input)),
    );
  }
}
