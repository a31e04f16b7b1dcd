import { Controller, Get, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CheckReport,
  ExportReport,
  Following,
  GetExecution,
  GetNarrative,
  GetReport,
  ListDepartments,
  ListDocuments,
  ListEntries,
  ListTracedEntries,
  OpenTrace,
  UserError,
} from '@yujue/application';
import { REPORT_FORMATS } from '@yujue/report-files';
import { formatYuan } from '@yujue/money';
import { toCheckJson } from '@yujue/reporting';
import { type z } from 'zod';
import { departmentYears, entriesPage, vouchersPage } from '../answers/department-answers';
import { execution, toExecutionAnswer } from '../answers/execution-answer';
import { narrative, toNarrativeAnswer } from '../answers/narrative-answer';
import * as answers from '../answers/report-answers';
import { trace, tracedEntriesPage } from '../answers/trace-answers';
import { Answers, AnswersFile, Problems } from '../contract/answer-decorators';
import { PathOf, QueryOf } from '../contract/request-decorators';
import {
  FILE_FORMATS,
  checkQuery,
  departmentYearPath,
  vouchersQuery,
  executionQuery,
  pageQuery,
  reportFileQuery,
  reportPath,
  reportQuery,
  traceQuery,
  tracedEntriesQuery,
} from './parameters';

/** How long a reader who asks for his own write is kept waiting. */
const READ_YOUR_WRITES_MS = 10_000;

/** The media types of the files, without their character sets. */
const REPORT_MEDIA_TYPES = FILE_FORMATS.map((format) => REPORT_FORMATS[format].mediaType.split(';')[0]!);

type DepartmentYearPath = z.output<typeof departmentYearPath>;
type ReportPath = z.output<typeof reportPath>;

/** What a department's year shows: tables, traces, checks, execution, journal and vouchers. */
@ApiTags('报表')
@Problems(404, 409, 422)
@Controller({ path: 'departments', version: '1' })
export class DepartmentsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly following: Following,
  ) {}

  @Get()
  @ApiOperation({ summary: '已装载的部门和年度' })
  @Answers(departmentYears)
  @Problems()
  listDepartments() {
    return this.queries.execute(new ListDepartments());
  }

  @Get(':department/years/:year/reports/:edition')
  @ApiOperation({ summary: '一套公开报表，或其中一张' })
  @Answers(answers.report)
  async report(@PathOf(reportPath) path: ReportPath, @QueryOf(reportQuery) query: z.output<typeof reportQuery>) {
    await this.reached(query.after);
    const report = await this.queries.execute(
      new GetReport({ ...scopeOf(path, query), edition: path.edition, table: query.table }),
    );
    return answers.toReportAnswer(report.filled, report.head);
  }

  @Get(':department/years/:year/reports/:edition/file')
  @ApiOperation({ summary: '一套公开报表的文件：Excel、Word、开放财政数据包等，带戳记，可用 yujue verify --file 核对' })
  @AnswersFile('依 format', REPORT_MEDIA_TYPES)
  async reportFile(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(reportFileQuery) query: z.output<typeof reportFileQuery>,
  ) {
    await this.reached(query.after);
    const question = { ...scopeOf(path, query), edition: path.edition, table: query.table };
    const { bytes, name, mediaType } = await this.queries.execute(new ExportReport(question, query.format));
    // A file name in Chinese has to travel in the extended form (RFC 6266).
    return new StreamableFile(bytes, {
      type: mediaType,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  @Get(':department/years/:year/reports/:edition/trace')
  @ApiOperation({ summary: '一个数字从年初预算到决算的来历：单据、指标和分录的第一页，合计精确相等' })
  @Answers(trace)
  async trace(@PathOf(reportPath) path: ReportPath, @QueryOf(traceQuery) query: z.output<typeof traceQuery>) {
    await this.reached(query.after);
    const { table, row, column, side, limit } = query;
    return this.queries.execute(
      new OpenTrace({ ...scopeOf(path, query), edition: path.edition, table, row, column, side, limit }),
    );
  }

  @Get(':department/years/:year/reports/:edition/trace/entries')
  @ApiOperation({ summary: '一个数字的分录，接着 trace 的第一页分页' })
  @Answers(tracedEntriesPage)
  tracedEntries(
    @PathOf(reportPath) path: ReportPath,
    @QueryOf(tracedEntriesQuery) query: z.output<typeof tracedEntriesQuery>,
  ) {
    const { table, row, column, side, limit, cursor, position } = query;
    return this.queries.execute(
      new ListTracedEntries({
        ...scopeOf(path, query),
        edition: path.edition,
        table,
        row,
        column,
        side,
        limit,
        ...(cursor && { after: cursor }),
        ...(position && { upTo: position }),
      }),
    );
  }

  @Get(':department/years/:year/reports/:edition/narrative')
  @ApiOperation({ summary: '情况说明：各句及其中每个数的来历，待填的事实和原因' })
  @Answers(narrative)
  async narrative(@PathOf(reportPath) path: ReportPath, @QueryOf(checkQuery) query: z.output<typeof checkQuery>) {
    await this.reached(query.after);
    const { narrative: composed, head } = await this.queries.execute(
      new GetNarrative({ ...scopeOf(path, query), edition: path.edition }),
    );
    return toNarrativeAnswer(composed, head);
  }

  @Get(':department/years/:year/reports/:edition/checks')
  @ApiOperation({ summary: '勾稽：差错与尾差分列' })
  @Answers(answers.checks)
  async checks(@PathOf(reportPath) path: ReportPath, @QueryOf(checkQuery) query: z.output<typeof checkQuery>) {
    await this.reached(query.after);
    return toCheckJson(await this.queries.execute(new CheckReport({ ...scopeOf(path, query), edition: path.edition })));
  }

  @Get(':department/years/:year/execution')
  @ApiOperation({ summary: '月度执行：进度、序时进度、预警' })
  @Answers(execution)
  async execution(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @QueryOf(executionQuery) query: z.output<typeof executionQuery>,
  ) {
    await this.reached(query.after);
    const { month, by } = query;
    return toExecutionAnswer((await this.queries.execute(new GetExecution({ ...scopeOf(path), month, by }))).report);
  }

  @Get(':department/years/:year/entries')
  @ApiOperation({ summary: '分录，按登记顺序分页' })
  @Answers(entriesPage)
  async entries(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @QueryOf(pageQuery) query: z.output<typeof pageQuery>,
  ) {
    const { cursor, limit, asOf, knownAt } = query;
    const page = await this.queries.execute(
      new ListEntries({
        ...scopeOf(path),
        limit,
        ...(cursor && { after: cursor }),
        ...(asOf && { asOf }),
        ...(knownAt && { knownAt }),
      }),
    );
    return {
      items: page.items.map(({ amount, cursor: _own, ...entry }) => ({ ...entry, amount: formatYuan(amount) })),
      next: page.next,
      ...(page.warnings && { warnings: page.warnings }),
    };
  }

  @Get(':department/years/:year/vouchers')
  @ApiOperation({ summary: '单据，按首次登记的顺序分页' })
  @Answers(vouchersPage)
  async recordedVouchers(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @QueryOf(vouchersQuery) query: z.output<typeof vouchersQuery>,
  ) {
    const { cursor, limit, asOf, documentNo } = query;
    const page = await this.queries.execute(
      new ListDocuments({
        ...scopeOf(path),
        limit,
        ...(cursor && { after: cursor }),
        ...(asOf && { asOf }),
        ...(documentNo && { documentNo }),
      }),
    );
    return {
      items: page.items.map(({ amount, cursor: _own, ...voucher }) => ({ ...voucher, amount: formatYuan(amount) })),
      next: page.next,
      ...(page.warnings && { warnings: page.warnings }),
    };
  }

  /** Waits for reports to cover what the caller has just written. */
  private async reached(position: string | undefined): Promise<void> {
    if (position === undefined) return;
    if (await this.following.waitFor(position, READ_YOUR_WRITES_MS)) return;
    throw new UserError('READ_MODEL_BEHIND', '业务已登记，但报表尚未更新到该笔，请稍候刷新。', { kind: 'conflict' });
  }
}

const scopeOf = (
  { department, year }: DepartmentYearPath,
  query: { asOf?: string | undefined; knownAt?: string | undefined } = {},
) => ({
  department,
  fiscalYear: year,
  asOf: query.asOf,
  knownAt: query.knownAt,
});
