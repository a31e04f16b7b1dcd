import { type Catalogue } from '@yujue/classification';
import { type LineFacts } from '@yujue/read-model';

/** A unit as reports name it. */
export interface ReportUnit {
  readonly code: string;
  readonly name: string;
}

/** A project as reports name it. */
export interface ReportProject {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
}

/** Names and order of what is not in any catalogue: the department's units and projects. */
export class Directory {
  private readonly children: ReadonlyMap<string | null, readonly ReportProject[]>;

  constructor(
    readonly units: readonly ReportUnit[],
    readonly projects: readonly ReportProject[],
  ) {
    const children = new Map<string | null, ReportProject[]>();
    for (const project of projects)
      children.set(project.parentCode, [...(children.get(project.parentCode) ?? []), project]);
    this.children = children;
  }

  /** Codes of all projects below one, at any depth. */
  subProjects(code: string): string[] {
    return (this.children.get(code) ?? []).flatMap((child) => [child.code, ...this.subProjects(child.code)]);
  }

  /** The projects one level below one; without a code, those at the top. */
  projectsBelow(code: string | null): readonly ReportProject[] {
    return this.children.get(code) ?? [];
  }
}

/** Everything a report is made from. */
export interface ReportInput {
  readonly facts: readonly LineFacts[];
  readonly catalogue: Catalogue;
  readonly directory: Directory;
}
