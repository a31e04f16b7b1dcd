import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ReadModel } from '@yujue/read-model';
import { type Indicator, computeIndicators } from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportQuestion } from './get-report';
import { withReportSource } from './report-source';

/** The rates, shares, changes and scores that an edition's text prints, computed from exact amounts. */
export class GetIndicators extends Query<readonly Indicator[]> {
  constructor(readonly question: Omit<ReportQuestion, 'table'>) {
    super();
  }
}

@QueryHandler(GetIndicators)
export class GetIndicatorsHandler implements IQueryHandler<GetIndicators> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: GetIndicators): Promise<readonly Indicator[]> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, ({ input, comparatives }) =>
      computeIndicators(edition, input, comparatives),
    );
  }
}
