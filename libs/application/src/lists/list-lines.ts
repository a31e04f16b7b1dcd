import { type Catalogue } from '@yujue/classification';
import { type ListField, readCode } from '@yujue/list-import';
import { type NewLine, fields, refusedAsNewLine } from '@yujue/ledger';
import { type Books, type UnitBook } from './books';
import { NamedProjects } from './named-projects';
import {
  DIMENSION_NAMES,
  type Dimensions,
  NAMING_FIELDS,
  malformedIn,
  readDimensions,
  usualPaymentMode,
} from './line-dimensions';
import { type FoundLine, ambiguous, asAsked, differing, unknown } from './found-line';
import { type RowFaults, type RowValues } from './row-fault';
import { fieldOf } from './row-refusals';

/** What a row may ask of its line. */
export interface LineUse {
  /** Whether a line that is new is made of the row's dimensions; null if what decides that is wrong. */
  readonly mayOpen: boolean | null;
  /** The year that the money of a new line comes from, unless the row names it. */
  readonly originYear?: number;
}

/**
 * Which line a row means: by its 指标编号, or where the list has none by the dimensions that it names. Lines that the file
 * itself brings are known from the row on that brings them. Everything that is wrong is added to the row's faults.
 */
export class ListLines {
  /** By unit and number. */
  private readonly lines: ReadonlyMap<string, Map<string, NewLine>>;
  private readonly byCodes = new Map<string, NewLine[]>();
  /** Lines that a row with faults would bring, by number or codes. Rows that name them cannot be judged. */
  private readonly unbrought = new Set<string>();
  readonly projects: NamedProjects;

  constructor(
    private readonly books: Books,
    private readonly catalogue: Catalogue,
  ) {
    this.projects = new NamedProjects(
      new Map([...books.registers.all('projects')].map(([code, { name }]) => [code, name])),
    );
    this.lines = new Map(books.units.map(({ code }) => [code, new Map()]));
    for (const { code, year } of books.units) {
      for (const { dimensions } of year.lines.values()) {
        const { govEconomicCode: _derived, ...line } = dimensions;
        this.add(code, line);
      }
    }
  }

  /** The unit of a row; null if it cannot be known. */
  unitOf(values: RowValues, faults: RowFaults): UnitBook | null {
    const text = values['预算单位'];
    const { units, department } = this.books;
    if (text === undefined) return this.unitWithout(values, faults);
    const named = units.find(({ code, name }) => [code, name].includes(text.trim()) || readCode(text) === code);
    if (named) return named;
    const choices = units.map(({ code, name }) => `${code} ${name}`).join('、');
    const one = units.length > 1 ? ' 之一' : '';
    faults.add('预算单位', `预算单位“${text}”不是${department.name}的单位，应为 ${choices}${one}。`);
    return null;
  }

  /** The line of a row; null if the row has a fault, or names a line of another row that has one. */
  find(unit: UnitBook | null, values: RowValues, use: LineUse, faults: RowFaults): FoundLine | null {
    const asked = readDimensions(values, unit, this.projects, this.catalogue, faults);
    if (faults.have('预算单位', '指标编号')) return null;
    const id = values['指标编号'];
    if (!unit) return this.notFound({ id, key: id ?? '' }, use, faults);
    const isVague = id === undefined && faults.have(...NAMING_FIELDS);
    const alike = id === undefined && !isVague ? this.alike(unit, asked) : [];
    if (alike.length > 1) faults.add('指标编号', ambiguous(alike));
    const [known = id === undefined ? undefined : this.lines.get(unit.code)!.get(id)] = alike;
    if (known) return asAsked({ unit: unit.code, line: known }, asked, faults);
    const wanted = { unit, id, asked, isVague, key: id ?? codesKey(unit.code, asked) };
    if (use.mayOpen) return this.open(wanted, use.originYear ?? this.books.fiscalYear, faults);
    return isVague ? null : this.notFound(wanted, use, faults);
  }

  private notFound({ id, key }: Pick<WantedLine, 'id' | 'key'>, { mayOpen }: LineUse, faults: RowFaults): null {
    if (mayOpen === null) this.unbrought.add(key);
    else if (!this.unbrought.has(key)) faults.add(...unknown(id));
    return null;
  }

  private unitWithout(values: RowValues, faults: RowFaults): UnitBook | null {
    const { units } = this.books;
    const id = values['指标编号'];
    const holders =
      units.length === 1 || id === undefined ? units : units.filter(({ code }) => this.lines.get(code)!.has(id));
    if (holders.length === 1) return holders[0]!;
    // A line that no unit has is no question of the unit; `find` reports it.
    const isAsked = id === undefined || holders.length > 0;
    if (isAsked && !faults.have('预算单位', '指标编号'))
      faults.add('预算单位', '缺少预算单位，无法判断是哪个单位的业务。请填写单位编码或全称。');
    return null;
  }

  private alike(unit: UnitBook, asked: Dimensions): readonly NewLine[] {
    return this.candidates(unit, asked).filter((line) => differing(line, asked).length === 0);
  }

  /** Lines are looked for among those of the same codes, or long lists would take the square of their rows. */
  private candidates(unit: UnitBook, asked: Dimensions): readonly NewLine[] {
    if (asked.functionCode === undefined || asked.economicCode === undefined)
      return [...this.lines.get(unit.code)!.values()];
    return this.byCodes.get(codesKey(unit.code, asked)) ?? [];
  }

  private add(unit: string, line: NewLine): void {
    this.lines.get(unit)!.set(fields.normalId(line.id), line);
    const key = codesKey(unit, line);
    const alike = this.byCodes.get(key);
    if (alike) alike.push(line);
    else this.byCodes.set(key, [line]);
  }

  private open(wanted: WantedLine, usualOriginYear: number, faults: RowFaults): FoundLine | null {
    const { unit, id, asked, key } = wanted;
    for (const field of this.incomplete(wanted, faults))
      faults.add(field, `指标 ${id ?? ''} 是新指标，缺少${field}。请填写；如为已有指标，请核对指标编号。`);
    const { fundNature, functionCode, expenditureKind, originYear = usualOriginYear } = asked;
    if (!faults.any && fundNature && functionCode && expenditureKind) {
      const economicCode = asked.economicCode ?? null;
      const projectCode = asked.projectCode ?? null;
      const paymentMode = asked.paymentMode ?? usualPaymentMode(fundNature);
      const own = { fundNature, functionCode, economicCode, expenditureKind, projectCode, originYear, paymentMode };
      const line: NewLine = { id: id ?? this.freeId(unit, own), ...own };
      for (const { field, message } of malformedIn(line)) faults.add(field, message);
      if (!faults.any) {
        this.add(unit.code, line);
        return { unit: unit.code, line };
      }
    }
    this.unbrought.add(key);
    this.judgeCodes(wanted, originYear, faults);
    return null;
  }

  /** What a new line needs and the row does not say. */
  private incomplete({ asked, isVague, key }: WantedLine, faults: RowFaults): ListField[] {
    if (isVague || this.unbrought.has(key)) return [];
    return NEEDED.filter((dimension) => asked[dimension] === undefined)
      .map((dimension) => DIMENSION_NAMES[dimension])
      .filter((field) => !faults.have(field));
  }

  /** The ledger does not see this row, so what it would say of the codes is said here. */
  private judgeCodes({ unit, id, asked }: WantedLine, originYear: number, faults: RowFaults): void {
    if (faults.have('来源年度')) return;
    const { functionCode = null, economicCode = null } = asked;
    const line = { id: id ?? codesId(unit, asked), functionCode, economicCode, originYear };
    for (const violation of refusedAsNewLine(line, this.books.fiscalYear, unit.rules)?.all ?? []) {
      const field = fieldOf(violation);
      if (field && !faults.have(field)) faults.add(field, violation.message);
    }
  }

  /** A number made of the line's codes; what else distinguishes it from another line is added where the codes do not. */
  private freeId(unit: UnitBook, line: Omit<NewLine, 'id'>): string {
    let id = codesId(unit, line);
    for (const word of [line.fundNature, line.expenditureKind, line.paymentMode])
      if (this.lines.get(unit.code)!.has(id)) id = `${id}-${word}`;
    return id;
  }
}

/** A line that no row has named so far. */
interface WantedLine {
  readonly unit: UnitBook;
  readonly id: string | undefined;
  readonly asked: Dimensions;
  /** True if it is named by its dimensions, and one of these is wrong: it may be a known line. */
  readonly isVague: boolean;
  readonly key: string;
}

const NEEDED = ['fundNature', 'functionCode', 'expenditureKind'] as const;

const codesKey = (unit: string, { functionCode, economicCode }: Dimensions): string =>
  [unit, functionCode, economicCode].join('/');

const codesId = (unit: UnitBook, { functionCode, economicCode, projectCode }: Dimensions): string =>
  [unit.code, functionCode, economicCode, projectCode].filter(Boolean).join('-');
