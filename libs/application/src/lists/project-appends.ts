import { type Append } from '@yujue/event-store';
import { recordEntry } from '@yujue/ledger';
import { ZodError } from 'zod';
import { sentenceOf } from '../dataset/csv';
import { type RegisterBook } from '../registers/register-book';
import { registrationAppends } from '../registers/registration-appends';
import { UserError } from '../user-error';
import { type NewProject } from './named-projects';

/** Registers the projects that a list is the first to name. */
export function projectAppends(registers: RegisterBook, projects: readonly NewProject[], actor: string): Append[] {
  if (projects.length === 0) return [];
  const events = projects.map((project) => {
    const content = { ...project, parentCode: null, goal: '' };
    const event = recordEntry(registers.fiscalYear, { register: 'projects', entryNo: project.code, content });
    if (!(event instanceof ZodError)) return event;
    throw new UserError('LIST_INVALID', `项目 ${project.code} ${project.name}：${sentenceOf(event)}`);
  });
  return registrationAppends([{ stream: registers.stream, tail: registers.tail, events }], { actor });
}
