import { type Catalogue } from '@yujue/classification';
import { type LineFacts } from '@yujue/facts';

/** A unit as reports name it. */
export interface ReportUnit {
  readonly code: string;
  readonly name: string;
}

/** A project as reports name it, with the words that tables print beside its amounts. */
export interface ReportProject {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  /** 项目类别. */
  readonly category?: string | undefined;
  /** 绩效目标. */
  readonly goal?: string | undefined;
  /** 项目内容. */
  readonly content?: string | undefined;
  /** 绩效指标. */
  readonly indicators?: string | undefined;
}

/** The department whose tables these are. */
export interface ReportDepartment {
  readonly name: string;
  /** 主管部门, where the department is itself a unit of another. */
  readonly authority: string | null;
}

/** Names and order of what is not in any catalogue: the department, its units and projects. */
export class Directory {
  readonly projects: readonly ReportProject[];
  private readonly byCode: ReadonlyMap<string, ReportProject>;
  private readonly children: ReadonlyMap<string | null, readonly ReportProject[]>;

  constructor(
    readonly units: readonly ReportUnit[],
    projects: readonly ReportProject[],
    readonly department: ReportDepartment,
  ) {
    this.byCode = asTree(projects);
    this.projects = [...this.byCode.values()];
    const children = new Map<string | null, ReportProject[]>();
    for (const project of this.projects) {
      const beside = children.get(project.parentCode);
      if (beside) beside.push(project);
      else children.set(project.parentCode, [project]);
    }
    this.children = children;
  }

  project(code: string): ReportProject | undefined {
    return this.byCode.get(code);
  }

  /** A project's code and those of the projects that it is part of, at any depth. */
  withParents(code: string): string[] {
    const parent = this.project(code)?.parentCode ?? null;
    return parent === null ? [code] : [code, ...this.withParents(parent)];
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

/**
 * Projects by code, each once and each below one that is there: two registers may have the same project, which would then
 * be counted twice; and a project below an unknown one, or below itself, is moved to the top, or it would not count.
 */
function asTree(projects: readonly ReportProject[]): Map<string, ReportProject> {
  const byCode = new Map<string, ReportProject>();
  for (const project of projects) if (!byCode.has(project.code)) byCode.set(project.code, project);
  for (const project of byCode.values()) {
    if (project.parentCode !== null && !reachesTop(project, byCode))
      byCode.set(project.code, { ...project, parentCode: null });
  }
  return byCode;
}

function reachesTop({ code, parentCode }: ReportProject, byCode: ReadonlyMap<string, ReportProject>): boolean {
  const seen = new Set([code]);
  for (let above = parentCode; above !== null; above = byCode.get(above)!.parentCode) {
    if (seen.has(above) || !byCode.has(above)) return false;
    seen.add(above);
  }
  return true;
}

/** 绩效指标 of a whole year, as the register of performance targets has it. */
export interface PerformanceTarget {
  readonly level1: string;
  readonly level2: string;
  readonly name: string;
  /** 目标值: a figure or a word. */
  readonly target: string;
}

/** 年度总体目标 of a whole year, as the register of performance goals has it. */
export interface PerformanceGoal {
  readonly goal: string;
}

/** Everything a report is made from. */
export interface ReportInput {
  readonly facts: readonly LineFacts[];
  readonly catalogue: Catalogue;
  readonly directory: Directory;
  /** In the order of print, like the targets; absent if they are not needed. */
  readonly performanceGoals?: readonly PerformanceGoal[];
  readonly performanceTargets?: readonly PerformanceTarget[];
  /** What is missing from the facts, in sentences that are printed above everything made from them; absent if nothing is. */
  readonly warnings?: readonly string[];
}
