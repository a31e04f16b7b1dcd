import { type Append } from '@yujue/event-store';
import { recordEntry } from '@yujue/ledger';
import { ZodError } from 'zod';
import { appendsOf } from '../appending/appends-of';
import { type RegisterBook } from '../recording/register-book';
import { UserError } from '../user-error';
import { type NewProject } from './named-projects';
import { schemaSentence } from '../schema-sentence';

/** Registers the projects that a list is the first to name. */
export function projectAppends(registers: RegisterBook, projects: readonly NewProject[], actor: string): Append[] {
  if (projects.length === 0) return [];
  const events = projects.map((project) => {
    const content = { ...project, parentCode: null, goal: '' };
    const event = recordEntry(registers.fiscalYear, { register: 'projects', entryNo: project.code, content });
    if (!(event instanceof ZodError)) return event;
    throw new UserError('LIST_INVALID', `项目 ${project.code} ${project.name}：${schemaSentence(event)}`);
  });
  return appendsOf(registers.stream, registers.state, events, { actor });
}
