import { readProject } from '@yujue/list-import';
import { type RegisterContent } from '@yujue/ledger';
import { type RowFaults, type RowValues } from './row-fault';

/** A project that a list is the first to name; it is registered with the list. */
export type NewProject = Pick<RegisterContent<'projects'>, 'code' | 'name' | 'category'>;

/** What the register calls a project that a list gives no word for. */
const CATEGORY = '项目支出';

/**
 * The projects that the rows of a list name, by their codes or names: those of the register, and those that the list
 * itself brings with code and name. Money of a project that has no name would not be in a row for that project.
 */
export class NamedProjects {
  private readonly names: Map<string, string>;
  private readonly codes = new Map<string, string[]>();
  private readonly brought = new Map<string, NewProject>();
  private readonly unnamed = new Set<string>();

  /** Takes the names of the register's projects by their codes. */
  constructor(registered: ReadonlyMap<string, string>) {
    this.names = new Map(registered);
    for (const [code, name] of registered) this.addName(code, name);
  }

  /** The projects to register, in the order in which the list names them. */
  get newProjects(): readonly NewProject[] {
    return [...this.brought.values()];
  }

  /** Codes that neither the register nor the list has a name for. */
  get withoutName(): readonly string[] {
    return [...this.unnamed].filter((code) => !this.names.has(code));
  }

  /** The code of the project that a row names; undefined where it names none, or where that is wrong. */
  codeOf(values: RowValues, faults: RowFaults): string | undefined {
    const written = values['项目编码'];
    const named = values['项目名称'];
    if (faults.have('项目编码', '项目名称') || (written === undefined && named === undefined)) return undefined;
    const { code, name } = this.read(written, named);
    if (code !== null) return this.known(code, name, values, faults);
    const codes = this.codes.get(plainName(name!)) ?? [];
    if (codes.length === 1) return codes[0];
    faults.add(
      written === undefined ? '项目名称' : '项目编码',
      codes.length > 1
        ? `项目“${name}”对应 ${codes.join('、')}，请填写项目编码。`
        : `项目“${name}”没有编码，项目库中也没有这个名称。请在“项目编码”列填写编码，连同名称一起登记；或先登记项目（清单种类：项目）。`,
    );
    return undefined;
  }

  private read(written: string | undefined, named: string | undefined): ReturnType<typeof readProject> {
    const cell = written?.trim();
    // What the register has as a whole is not taken apart.
    if (cell !== undefined && this.names.has(cell)) return { code: cell, name: named ?? null };
    if (cell !== undefined && this.codes.has(plainName(cell)) && named === undefined) return { code: null, name: cell };
    const { code, name } = cell === undefined ? { code: null, name: null } : readProject(cell);
    return { code, name: named?.trim() ?? name };
  }

  private known(code: string, name: string | null, values: RowValues, faults: RowFaults): string | undefined {
    const registered = this.names.get(code);
    if (registered === undefined && name !== null) this.bring({ code, name, category: categoryOf(values) });
    else if (registered === undefined) this.unnamed.add(code);
    else if (name !== null && plainName(name) !== plainName(registered)) {
      const where = this.brought.has(code) ? '本表前面的行写作' : '登记为';
      faults.add(
        values['项目名称'] === undefined ? '项目编码' : '项目名称',
        `项目 ${code} ${where}“${registered}”，本行为“${name}”。请核对项目编码；名称确已变更的，请先更正登记（清单种类：项目）。`,
      );
      return undefined;
    }
    return code;
  }

  private bring(project: NewProject): void {
    this.brought.set(project.code, project);
    this.names.set(project.code, project.name);
    this.addName(project.code, project.name);
  }

  private addName(code: string, name: string): void {
    const key = plainName(name);
    this.codes.set(key, [...(this.codes.get(key) ?? []), code]);
  }
}

/** Names are the same however their brackets and blanks are typed. */
const plainName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** 项目类别 as the list has it, without the code that systems write before it. */
const categoryOf = (values: RowValues): string =>
  values['支出类别']?.replace(/^[[(【]?[\dA-Z]+[\])】]?[-—.、:\s]*(?=\D)/, '').trim() || CATEGORY;
