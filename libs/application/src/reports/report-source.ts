import { type DepartmentYear, type FactsQuestion, type JournalEntry, registerFacts, warningOfStop } from '@yujue/facts';
import { type ReadModel, type ReadModelQueries } from '@yujue/read-model';
import { withCodes } from '@yujue/classification';
import { Directory, type ReportHead, type ReportInput } from '@yujue/reporting';
import { type Fen } from '@yujue/money';
import { type Catalogues } from '../configuration/catalogues';
import { UserError } from '../user-error';

/** A department's year, and the two axes of time that a report may be asked on. */
export interface ReportScope {
  readonly department: string;
  readonly fiscalYear: number;
  /** Business date up to which entries count (yyyy-mm-dd); the whole year when absent. */
  readonly asOf?: string | undefined;
  /** Only what was recorded by this instant (ISO 8601); everything when absent. */
  readonly knownAt?: string | undefined;
}

/** What a report is made from, all of one state of the read model. */
export interface ReportSource {
  readonly departmentYear: DepartmentYear;
  readonly input: ReportInput;
  /** The entries of registers that count among the facts, for a trace to list. */
  readonly registered: readonly JournalEntry[];
  readonly comparatives: ReadonlyMap<string, Fen>;
  readonly head: ReportHead;
}

/** The scope as the read model asks it: absent where nothing was asked. */
export const factsQuestion = ({ department, fiscalYear, asOf, knownAt }: ReportScope): FactsQuestion => ({
  department,
  fiscalYear,
  ...(asOf !== undefined && { asOf }),
  ...(knownAt !== undefined && { knownAt }),
});

/** Where a state of the read model can be asked: the live tables, or the log folded again up to a position. */
export type Moments = Pick<ReadModel, 'atOneMoment'>;

/** Answers `work` from one state of the read model. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
export const withReportSource = <T>(
  moments: Moments,
  catalogues: Catalogues,
  scope: ReportScope,
  work: (source: ReportSource, queries: ReadModelQueries) => T | Promise<T>,
): Promise<T> =>
  moments.atOneMoment(async (queries) => work(await reportSource(queries, catalogues, scope), queries), scope.knownAt);

/** What a report of this scope is made from. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
export async function reportSource(
  queries: ReadModelQueries,
  catalogues: Catalogues,
  scope: ReportScope,
): Promise<ReportSource> {
  const departmentYear = await findDepartmentYear(queries, scope);
  const codes = await queries.registers([scope.department], scope.fiscalYear, 'codes', scope.knownAt);
  const units = departmentYear.units.map(({ unit, name }) => ({ code: unit, name }));
  const owners = [scope.department, ...units.map(({ code }) => code)];
  const projects = await queries.registers(owners, scope.fiscalYear, 'projects', scope.knownAt);
  const goals = await queries.registers(owners, scope.fiscalYear, 'performanceGoals', scope.knownAt);
  const targets = await queries.registers(owners, scope.fiscalYear, 'performanceTargets', scope.knownAt);
  const registered = await queries.registerLines(factsQuestion(scope));
  const input: ReportInput = {
    facts: [...(await queries.facts(factsQuestion(scope))), ...registerFacts(registered)],
    catalogue: withCodes(
      catalogues.ofYear(scope.fiscalYear),
      codes.map(({ content }) => content),
    ),
    directory: new Directory(
      units,
      projects.map(({ content }) => content),
      departmentYear,
    ),
    performanceGoals: goals.map(({ content }) => content),
    performanceTargets: targets.map(({ content }) => content),
    ...(await warningsOf(queries, scope)),
  };
  const head: ReportHead = {
    department: scope.department,
    year: scope.fiscalYear,
    asOf: scope.asOf ?? null,
    knownAt: scope.knownAt ?? null,
    position: (await queries.position()) ?? '',
  };
  const comparatives = await queries.comparatives(scope.department, scope.fiscalYear, scope.knownAt);
  return { departmentYear, input, registered, head, comparatives };
}

type Warnings = { readonly warnings?: readonly string[] };
type DepartmentsYear = Pick<ReportScope, 'department' | 'fiscalYear'>;

/** Warnings about what a department's year lacks because the log went back, or because an event cannot be projected. */
export const warningsOf = async (queries: ReadModelQueries, scope: DepartmentsYear): Promise<Warnings> =>
  asWarnings([...queries.notices, ...(await stopsOf(queries, scope))]);

/** As `warningsOf`, for reports that also show the year before. */
export async function warningsOfTwoYears(
  queries: ReadModelQueries,
  { department, fiscalYear }: DepartmentsYear,
): Promise<Warnings> {
  const ofYear = await stopsOf(queries, { department, fiscalYear });
  const before = await stopsOf(queries, { department, fiscalYear: fiscalYear - 1 });
  return asWarnings([...queries.notices, ...ofYear, ...before]);
}

const asWarnings = (warnings: readonly string[]): Warnings => (warnings.length === 0 ? {} : { warnings });

async function stopsOf(queries: ReadModelQueries, { department, fiscalYear }: DepartmentsYear): Promise<string[]> {
  return (await queries.stoppedStreams(department, fiscalYear)).map(warningOfStop);
}

export async function findDepartmentYear(
  queries: ReadModelQueries,
  { department, fiscalYear, knownAt }: ReportScope,
): Promise<DepartmentYear> {
  const found = await queries.departmentYear(department, fiscalYear, knownAt);
  if (found) return found;
  const stops = await stopsOf(queries, { department, fiscalYear });
  if (stops.length > 0) throw new UserError('DEPARTMENT_YEAR_STOPPED', stops.join(''), { kind: 'conflict' });
  const loaded = (await queries.departments()).map((it) => `${it.department} ${it.fiscalYear}`);
  const choices = loaded.length > 0 ? `已装载：${loaded.join('、')}。` : '尚未装载任何数据，请先运行 yujue load。';
  const sentence = `没有部门 ${department} 的 ${fiscalYear} 年度。${choices}${queries.notices.join('')}`;
  throw new UserError('DEPARTMENT_YEAR_NOT_FOUND', sentence);
}
