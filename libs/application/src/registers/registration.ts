import { type UnitKind } from '@yujue/classification';
import { type RegisterContent, type RegisterName } from '@yujue/ledger';

/** A project; what is left open stays as it was registered before. */
export interface ProjectRegistration {
  readonly kind: 'project';
  readonly content: Pick<RegisterContent<'projects'>, 'code' | 'name'> & Partial<RegisterContent<'projects'>>;
}

/** A unit of the department's 汇总. Its kind is fixed when its year is opened, and need not be given again. */
export interface UnitRegistration {
  readonly kind: 'unit';
  readonly code: string;
  readonly name: string;
  readonly unitKind: UnitKind | null;
}

/** A 科目 that the year's catalogue lacks, or names otherwise. */
export interface CodeRegistration {
  readonly kind: 'code';
  readonly content: RegisterContent<'codes'>;
}

/** An entry of any other register; `owner` is the department's code or one of its units'. */
export interface EntryRegistration {
  readonly kind: 'entry';
  readonly register: RegisterName;
  readonly owner: string;
  readonly entryNo: string;
  readonly content: RegisterContent<RegisterName>;
}

/** What can be registered in a department's year at any time. */
export type Registration = ProjectRegistration | UnitRegistration | CodeRegistration | EntryRegistration;

/** The state of a registration: to be registered for the first time, or in place of another, or registered already. */
export type RegistrationState = 'new' | 'changed' | 'recorded';

/** Why a registration cannot be. */
export class RegistrationFault {
  constructor(
    /** What it is about, in the words of lists; null when it is about the row as a whole. */
    readonly field: '上级项目编码' | '项目编码' | '单位编码' | '单位名称' | '单位性质' | '科目编码' | null,
    readonly message: string,
  ) {}
}
