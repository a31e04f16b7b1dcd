import { type Catalogue } from '@yujue/classification';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import {
  type CheckContext,
  type CheckResult,
  type Edition,
  checkEdition,
  explainingMeasures,
  fillEdition,
} from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportQuestion } from './get-report';
import { type ReportSource, factsQuestion, reportSource, warningsOfTwoYears, withReportSource } from './report-source';

type CheckQuestion = Omit<ReportQuestion, 'table'>;

/** 勾稽: the edition's rules run over a department's tables. */
export class CheckReport extends Query<CheckResult> {
  constructor(readonly question: CheckQuestion) {
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
    const work = async (source: ReportSource, queries: ReadModelQueries): Promise<CheckResult> => {
      const result = checkEdition(fillEdition(edition, source.input), {
        previousYear: await this.previousYear(edition, question, source.input.catalogue, queries),
        ledger: await ledgerBehind(edition, question, source, queries),
      });
      return { ...result, ...(await warningsOfTwoYears(queries, question)) };
    };
    return withReportSource(this.readModel, this.catalogues, question, work);
  }

  /** The year before, whole, in the layout and the codes of this one, where the ledger has it. */
  private async previousYear(
    edition: Edition,
    { department, fiscalYear, knownAt }: CheckQuestion,
    catalogue: Catalogue,
    queries: ReadModelQueries,
  ): Promise<CheckContext['previousYear']> {
    const scope = { department, fiscalYear: fiscalYear - 1, knownAt };
    if (!(await queries.departmentYear(department, scope.fiscalYear))) return undefined;
    const { input } = await reportSource(queries, this.catalogues, scope);
    return fillEdition(edition, { ...input, catalogue }).tables;
  }
}

async function ledgerBehind(
  edition: Edition,
  question: CheckQuestion,
  { input }: ReportSource,
  queries: ReadModelQueries,
): Promise<CheckContext['ledger']> {
  const measures = explainingMeasures(edition);
  const journal = measures.length === 0 ? [] : await queries.entries({ ...factsQuestion(question), measures });
  return { edition, facts: input.facts, journal };
}
