import { type Append, type EventStore } from '@yujue/event-store';
import { type FiscalYearOpened, type PreviousYear, type RegisterContent, recordEntry } from '@yujue/ledger';
import { ZodError } from 'zod';
import { type Author, appendsOf } from '../../appending/appends-of';
import { RegisterBook } from '../register-book';

type Project = RegisterContent<'projects'>;

/**
 * Registers the projects of carried money in the new year, with their parent projects, as the year before had them. Projects
 * that the new year already has stay unchanged. Without this the money would be in no project's row.
 */
export async function registerCarriedProjects(
  store: EventStore,
  { department, fiscalYear }: FiscalYearOpened['data'],
  { carried }: PreviousYear,
  author: Author,
): Promise<Append[]> {
  const codes = new Set([...carried.values()].flatMap(({ line }) => line.projectCode ?? []));
  if (codes.size === 0) return [];
  const before = (await RegisterBook.read(store, department.code, fiscalYear - 1)).all('projects');
  const book = await RegisterBook.read(store, department.code, fiscalYear);
  const missing = [...withThoseAbove(codes, before)].filter(({ code }) => !book.find('projects', code));
  const events = missing.map((project) => {
    const event = recordEntry(fiscalYear, { register: 'projects', entryNo: project.code, content: project });
    if (event instanceof ZodError) throw event;
    return event;
  });
  return appendsOf(book.stream, book.state, events, author);
}

function withThoseAbove(codes: Iterable<string>, projects: ReadonlyMap<string, Project>): Set<Project> {
  const found = new Set<Project>();
  for (const code of codes) {
    for (let project = projects.get(code); project && !found.has(project);) {
      found.add(project);
      project = project.parentCode === null ? undefined : projects.get(project.parentCode);
    }
  }
  return found;
}
