import { type Append } from '@yujue/event-store';
import { type RegisterEntryRecorded } from '@yujue/ledger';
import { type RegisterBook } from '../registers/register-book';
import { registrationAppends } from '../registers/registration-appends';
import { type NewProject } from './named-projects';

/** Registers the projects that a list is the first to name. */
export function projectAppends(registers: RegisterBook, projects: readonly NewProject[], actor: string): Append[] {
  if (projects.length === 0) return [];
  const events = projects.map((project): RegisterEntryRecorded => {
    const content = { ...project, parentCode: null, goal: '' };
    return { type: 'RegisterEntryRecorded', data: { register: 'projects', entryNo: project.code, content } };
  });
  return registrationAppends([{ stream: registers.stream, tail: registers.tail, events }], { actor });
}
