import { type Catalogue } from '@yujue/classification';
import { Directory, type Edition } from '@yujue/reporting';
import { type ReportRegister } from '@yujue/facts';
import { type PublishedDocument } from '@yujue/published';
import { plainName } from './align-rows';
import { type Enclosing, type NamedRow, namedRows } from './named-rows';
import { type DepartmentProfile } from './profiles';

/** A project as a document names it. */
export interface NamedProject {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  /** The unit that it is printed under; null where no table says. */
  readonly unit: string | null;
  /** The expenditure kinds of the tables that print it; null where they do not say. */
  readonly kinds: readonly string[] | null;
  /** What the columns of words say of it: goal, content, indicators. */
  readonly words: Readonly<Record<string, string>>;
}

/** A register's entry as a document names it. */
export interface NamedEntry {
  readonly register: ReportRegister;
  readonly entryNo: string;
  readonly name: string;
  readonly unit: string | null;
  readonly fund: string | null;
  readonly kinds: readonly string[] | null;
  readonly projectCode: string | null;
  /** Its words by the headers of the register: 品目名称, 数量 … */
  readonly texts: Readonly<Record<string, string>>;
}

/** Everything that lines may be made of and no catalogue lists. */
export interface CandidateValues {
  readonly profile: DepartmentProfile;
  readonly fiscalYear: number;
  readonly catalogue: Catalogue;
  readonly projects: readonly NamedProject[];
  readonly entries: readonly NamedEntry[];
  readonly directory: Directory;
}

/** Collects the projects and register entries that a document names. Codes are made up in the order of print: P01, P02. */
export function candidateValuesOf(
  document: PublishedDocument,
  edition: Edition,
  catalogue: Catalogue,
  profile: DepartmentProfile,
): CandidateValues {
  const rows = namedRows(document, edition, catalogue, profile);
  const projects = projectsOf(rows);
  const entries = entriesOf(rows, projects);
  return {
    profile,
    fiscalYear: document.fiscalYear,
    catalogue,
    projects,
    entries,
    directory: directoryOf(profile, projects),
  };
}

function directoryOf(profile: DepartmentProfile, projects: readonly NamedProject[]): Directory {
  return new Directory(
    profile.units,
    projects.map(({ code, name, category, words: { goal, content, indicators } }) => ({
      code,
      name,
      parentCode: null,
      category: category === '' ? undefined : category,
      goal,
      content,
      indicators,
    })),
    { name: profile.name, authority: profile.authority },
  );
}

/** A category without projects below it (人员支出（统发）of basic expenditure) is taken as one project with its name. */
function projectsOf(rows: readonly NamedRow[]): NamedProject[] {
  const projects: NamedProject[] = [];
  for (const { source, row, childless, within, words, category: inColumn } of rows) {
    const isProject = source === 'projects' || (source === 'projectCategories' && childless);
    if (!isProject) continue;
    const category = source === 'projects' ? (within.projectCategory ?? inColumn ?? '') : row.name;
    const known = projects.findIndex((project) => isSame(project, row.name, within));
    if (known >= 0) projects[known] = joined(projects[known]!, { words, category, unit: within.unit ?? null });
    else {
      projects.push({
        code: `P${String(projects.length + 1).padStart(2, '0')}`,
        name: row.name,
        category,
        unit: within.unit ?? null,
        kinds: within.kinds ?? null,
        words,
      });
    }
  }
  return projects;
}

/** Units have projects of the same name (机构运行辅助经费), which are different projects. */
const isSame = (project: NamedProject, name: string, { unit }: Enclosing): boolean =>
  plainName(project.name) === plainName(name) && (unit === undefined || project.unit === null || project.unit === unit);

/** What a further table adds to what is known of a project. */
const joined = (project: NamedProject, more: Pick<NamedProject, 'words' | 'category' | 'unit'>): NamedProject => ({
  ...project,
  unit: project.unit ?? more.unit,
  category: project.category || more.category,
  words: { ...more.words, ...project.words },
});

function entriesOf(rows: readonly NamedRow[], projects: readonly NamedProject[]): NamedEntry[] {
  const counts = new Map<string, number>();
  return rows.flatMap(({ source, row, within, words }) => {
    if (source === 'projects' || source === 'projectCategories') return [];
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    const project =
      within.project === undefined ? undefined : projects.find((each) => isSame(each, within.project!, within));
    return [
      {
        register: source as ReportRegister,
        entryNo: String(count).padStart(3, '0'),
        name: words['entry:项目名称'] ?? row.name,
        unit: within.unit ?? null,
        fund: within.fund ?? null,
        kinds: within.kinds ?? null,
        projectCode: project?.code ?? null,
        texts: entryTexts(words),
      },
    ];
  });
}

const ENTRY = 'entry:';

const entryTexts = (words: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([source, text]) =>
      source.startsWith(ENTRY) ? [[source.slice(ENTRY.length), text]] : [],
    ),
  );
