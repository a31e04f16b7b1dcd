import { Controller, Get, Header } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  CheckReport,
  Editions,
  GetExecution,
  GetNarrative,
  GetReport,
  ListDepartments,
  LogContinuity,
  TraceCell,
} from '@yujue/application';
import { renderExecutionHtml, renderHtml, renderNarrativeHtml, renderTraceHtml } from '@yujue/reporting';
import { type z } from 'zod';
import { PathOf, QueryOf } from '../contract/request-decorators';
import { checkQuery, departmentYearPath, executionQuery, reportPath, reportQuery, cellQuery } from '../http/parameters';
import { reportAddress, traceAddress } from './addresses';
import { checksPage } from './checks-page';
import { homePage } from './home-page';
import { monthToShow } from './month-to-show';
import { executionNav, reportNav } from './navigation';

type ReportPath = z.output<typeof reportPath>;

const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;

/** Plain pages made from the same definitions as every other format; each amount leads to its trace. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly editions: Editions,
    private readonly continuity: LogContinuity,
  ) {}

  @Get()
  @Header(...HTML)
  async home(): Promise<string> {
    const years = await this.queries.execute(new ListDepartments());
    const entries = years.map(async ({ department, fiscalYear, title, units, editions }) => {
      const month = monthToShow(fiscalYear, new Date());
      const execution = await this.queries.execute(new GetExecution({ department, fiscalYear, month, by: 'unit' }));
      const named = editions.map((id) => ({ id, title: this.editions.of(id).title }));
      return { department, fiscalYear, title, units, editions: named, month, execution };
    });
    return homePage(await Promise.all(entries), await this.continuity.notices());
  }

  // Before the edition's route, which would take "execution" for an edition's name.
  @Get('departments/:department/years/:year/execution')
  @Header(...HTML)
  async execution(
    @PathOf(departmentYearPath) { department, year }: z.output<typeof departmentYearPath>,
    @QueryOf(executionQuery) { month, by }: z.output<typeof executionQuery>,
  ): Promise<string> {
    const { report, department: name } = await this.queries.execute(
      new GetExecution({ department, fiscalYear: year, month, by }),
    );
    const nav = executionNav({ department, fiscalYear: year, month, by });
    return renderExecutionHtml(report, { department: name, year, nav });
  }

  @Get('departments/:department/years/:year/:edition')
  @Header(...HTML)
  async report(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(reportQuery) { table, asOf, knownAt }: z.output<typeof reportQuery>,
  ): Promise<string> {
    const scope = { department: path.department, fiscalYear: path.year, asOf, knownAt };
    const { departmentYear, filled } = await this.queries.execute(
      new GetReport({ ...scope, edition: path.edition, table }),
    );
    return renderHtml(filled, {
      department: departmentYear.name,
      year: path.year,
      asOf: asOf ?? null,
      nav: reportNav(filled.tables),
      href: (cell) => traceAddress(scope, path.edition, cell),
    });
  }

  @Get('departments/:department/years/:year/:edition/trace')
  @Header(...HTML)
  async trace(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(cellQuery) query: z.output<typeof cellQuery>,
  ): Promise<string> {
    const { table, row, column, side, asOf, knownAt } = query;
    const scope = { department: path.department, fiscalYear: path.year, asOf, knownAt };
    const trace = await this.queries.execute(
      new TraceCell({ ...scope, edition: path.edition, table, row, column, side }),
    );
    return renderTraceHtml(trace, `${reportAddress(scope, path.edition)}#t${table}`);
  }

  @Get('departments/:department/years/:year/:edition/narrative')
  @Header(...HTML)
  async narrative(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(checkQuery) { asOf, knownAt }: z.output<typeof checkQuery>,
  ): Promise<string> {
    const scope = { department: path.department, fiscalYear: path.year, asOf, knownAt };
    const { narrative } = await this.queries.execute(new GetNarrative({ ...scope, edition: path.edition }));
    return renderNarrativeHtml(narrative, reportAddress(scope, path.edition));
  }

  @Get('departments/:department/years/:year/:edition/checks')
  @Header(...HTML)
  async checks(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(checkQuery) { asOf, knownAt }: z.output<typeof checkQuery>,
  ): Promise<string> {
    const scope = { department: path.department, fiscalYear: path.year, asOf, knownAt };
    const result = await this.queries.execute(new CheckReport({ ...scope, edition: path.edition }));
    return checksPage(this.editions.of(path.edition).title, reportAddress(scope, path.edition), result);
  }
}
