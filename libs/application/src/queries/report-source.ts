import { type DepartmentYear, type FactsQuestion, type ReadModel, type ReadModelQueries } from '@yujue/read-model';
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

/** Answers `work` from one state of the read model. Throws UserError DEPARTMENT_YEAR_NOT_FOUND. */
export const withReportSource = <T>(
  readModel: ReadModel,
  catalogues: Catalogues,
  scope: ReportScope,
  work: (source: ReportSource, queries: ReadModelQueries) => T | Promise<T>,
): Promise<T> =>
  readModel.atOneMoment(async (queries) => {
    const departmentYear = await findDepartmentYear(queries, scope);
    const units = departmentYear.units.map(({ unit, name }) => ({ code: unit, name }));
    const owners = [scope.department, ...units.map(({ code }) => code)];
    const projects = await queries.registers(owners, scope.fiscalYear, 'projects');
    const input: ReportInput = {
      facts: await queries.facts(factsQuestion(scope)),
      catalogue: catalogues.ofYear(scope.fiscalYear),
      directory: new Directory(
        units,
        projects.map(({ content }) => content),
      ),
    };
    const head: ReportHead = {
      department: scope.department,
      year: scope.fiscalYear,
      asOf: scope.asOf ?? null,
      knownAt: scope.knownAt ?? null,
      position: (await queries.position()) ?? '',
    };
    return work(
      { departmentYear, input, head, comparatives: await queries.comparatives(scope.department, scope.fiscalYear) },
      queries,
    );
  });

export async function findDepartmentYear(
  queries: ReadModelQueries,
  { department, fiscalYear }: ReportScope,
): Promise<DepartmentYear> {
  const found = await queries.departmentYear(department, fiscalYear);
  if (found) return found;
  const loaded = (await queries.departments()).map((it) => `${it.department} ${it.fiscalYear}`);
  const choices = loaded.length > 0 ? `已装载：${loaded.join('、')}。` : '尚未装载任何数据，请先运行 yujue load。';
  throw new UserError('DEPARTMENT_YEAR_NOT_FOUND', `没有部门 ${department} 的 ${fiscalYear} 年度。${choices}`, 404);
}
