import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Fen, ZERO, sum } from '@yujue/money';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import { type ExecutionBy, type ExecutionReport, type ReportInput, executionReport } from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { type ReportScope, factsQuestion, warningsOfTwoYears, withReportSource } from './report-source';

export interface ExecutionQuestion {
  readonly department: string;
  readonly fiscalYear: number;
  /** 1 to 12. */
  readonly month: number;
  readonly by: ExecutionBy;
}

/** The execution of a department's budget to the end of a month, with the names to print above it. */
export interface DepartmentExecution {
  readonly department: string;
  readonly fiscalYear: number;
  readonly report: ExecutionReport;
}

/** 月度执行: how far a department's budget is spent, against 序时进度. */
export class GetExecution extends Query<DepartmentExecution> {
  constructor(readonly question: ExecutionQuestion) {
    super();
  }
}

@QueryHandler(GetExecution)
export class GetExecutionHandler implements IQueryHandler<GetExecution> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
  ) {}

  execute({ question: { month, by, ...scope } }: GetExecution): Promise<DepartmentExecution> {
    const toMonth = { ...scope, asOf: lastDay(scope.fiscalYear, month) };
    return withReportSource(this.readModel, this.catalogues, toMonth, async ({ departmentYear, input }, queries) => {
      const before = { department: scope.department, fiscalYear: scope.fiscalYear - 1 };
      const hasLastYear = (await queries.departmentYear(before.department, before.fiscalYear)) !== null;
      const lastYear = hasLastYear
        ? await queries.facts(factsQuestion({ ...before, asOf: lastDay(before.fiscalYear, month) }))
        : undefined;
      const unverified = await unverifiedCarryover(queries, toMonth, input);
      const ofMonth = await queries.monthFacts({ ...scope, month });
      return {
        department: departmentYear.name,
        fiscalYear: scope.fiscalYear,
        report: {
          ...executionReport({ month, by, toMonth: ofLedger(input), ofMonth, lastYear, unverified }),
          ...(await warningsOfTwoYears(queries, scope)),
        },
      };
    });
  }
}

/** The part of 上年结转 whose year before the log did not have. */
async function unverifiedCarryover(
  queries: ReadModelQueries,
  scope: ReportScope,
  { facts }: ReportInput,
): Promise<Fen> {
  const lines = facts.filter(({ amounts }) => amounts.broughtForward).map(({ line }) => line);
  if (lines.length === 0) return ZERO;
  const entries = await queries.entries({ ...factsQuestion(scope), lines, measures: ['broughtForward'] });
  return sum(entries.filter(({ basis }) => basis === 'unverified').map(({ amount }) => amount));
}

/** What registers plan or remember is not executed. */
const ofLedger = (input: ReportInput): ReportInput => ({
  ...input,
  facts: input.facts.filter(({ line }) => line.entry === null),
});

/** yyyy-mm-dd of a month's last day: day 0 of the next month. */
const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
