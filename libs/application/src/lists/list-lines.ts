import { type Catalogue } from '@yujue/classification';
import { readCode } from '@yujue/list-import';
import { type NewLine, fields } from '@yujue/ledger';
import { type Books, type UnitBook } from './books';
import { NamedProjects } from './named-projects';
import { type Dimensions, readDimensions, usualPaymentMode } from './line-dimensions';
import { RowFault, type RowValues } from './row-fault';

/** A line that a row is about, with its unit. */
export interface FoundLine {
  readonly unit: string;
  readonly line: NewLine;
}

const DIMENSION_NAMES = {
  fundNature: '资金性质',
  functionCode: '支出功能分类',
  economicCode: '部门经济分类',
  expenditureKind: '支出类别',
  projectCode: '项目编码',
  originYear: '来源年度',
  paymentMode: '支付方式',
} as const satisfies Record<keyof Dimensions, string>;

/**
 * Which line a row means: by its 指标编号, or where the list has none by the dimensions that it names. Lines that the file
 * itself brings are known from the row on that brings them.
 */
export class ListLines {
  /** By unit and number. */
  private readonly lines: ReadonlyMap<string, Map<string, NewLine>>;
  private readonly byCodes = new Map<string, NewLine[]>();
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

  /** The line of a row. With `mayOpen`, a line that is new is made of the row's dimensions. */
  find(values: RowValues, mayOpen: boolean, originYear = this.books.fiscalYear): FoundLine | RowFault {
    const unit = this.unitOf(values);
    if (unit instanceof RowFault) return unit;
    const asked = readDimensions(values, unit, this.projects, this.catalogue);
    if (asked instanceof RowFault) return asked;
    const id = values['指标编号'];
    const known = id === undefined ? this.alike(unit, asked, mayOpen) : this.lines.get(unit.code)!.get(id);
    if (known instanceof RowFault) return known;
    if (known) return differing(known, asked) ?? { unit: unit.code, line: known };
    return mayOpen ? this.open(unit, { originYear, ...asked }, id) : unknownLine(id);
  }

  private unitOf(values: RowValues): UnitBook | RowFault {
    const text = values['预算单位'];
    const { units, department } = this.books;
    if (text === undefined) return this.unitWithout(values);
    const named = units.find(({ code, name }) => [code, name].includes(text.trim()) || readCode(text) === code);
    if (named) return named;
    const choices = units.map(({ code, name }) => `${code} ${name}`).join('、');
    return new RowFault('预算单位', `预算单位“${text}”不是${department.name}的单位，应为 ${choices} 之一。`);
  }

  private unitWithout(values: RowValues): UnitBook | RowFault {
    const { units } = this.books;
    const id = values['指标编号'];
    const holders =
      units.length === 1 || id === undefined ? units : units.filter(({ code }) => this.lines.get(code)!.has(id));
    if (holders.length === 1) return holders[0]!;
    if (id !== undefined && holders.length === 0) return unknownLine(id);
    return new RowFault('预算单位', '缺少预算单位，无法判断是哪个单位的业务。请填写单位编码或全称。');
  }

  private alike(unit: UnitBook, asked: Dimensions, mayOpen: boolean): NewLine | RowFault | undefined {
    const matching = this.candidates(unit, asked).filter((line) => !differing(line, asked));
    if (matching.length === 1) return matching[0];
    if (matching.length > 1) {
      return new RowFault(
        '指标编号',
        `符合本行各项分类的指标有 ${matching.length} 条（${matching
          .slice(0, 3)
          .map(({ id }) => id)
          .join('、')}${matching.length > 3 ? '……' : ''}）。请填写指标编号。`,
      );
    }
    return mayOpen
      ? undefined
      : new RowFault('支出功能分类', '没有符合本行各项分类的指标。请核对分类，或填写指标编号。');
  }

  /** Lines are looked for among those of the same codes, or long lists would take the square of their rows. */
  private candidates(unit: UnitBook, { functionCode, economicCode }: Dimensions): readonly NewLine[] {
    if (functionCode === undefined || economicCode === undefined) return [...this.lines.get(unit.code)!.values()];
    return this.byCodes.get(codesKey(unit.code, functionCode, economicCode)) ?? [];
  }

  private add(unit: string, line: NewLine): void {
    this.lines.get(unit)!.set(fields.normalId(line.id), line);
    const key = codesKey(unit, line.functionCode, line.economicCode);
    const alike = this.byCodes.get(key);
    if (alike) alike.push(line);
    else this.byCodes.set(key, [line]);
  }

  private open(unit: UnitBook, asked: Dimensions, id: string | undefined): FoundLine | RowFault {
    const { fundNature, functionCode, expenditureKind, originYear = this.books.fiscalYear } = asked;
    if (!fundNature) return incomplete(id, '资金性质');
    if (!functionCode) return incomplete(id, '支出功能分类');
    if (!expenditureKind) return incomplete(id, '支出类别');
    const economicCode = asked.economicCode ?? null;
    const projectCode = asked.projectCode ?? null;
    const paymentMode = asked.paymentMode ?? usualPaymentMode(fundNature);
    const line: NewLine = {
      id:
        id ?? this.freeId(unit, [functionCode, economicCode, projectCode], [fundNature, expenditureKind, paymentMode]),
      fundNature,
      functionCode,
      economicCode,
      expenditureKind,
      projectCode,
      originYear,
      paymentMode,
    };
    this.add(unit.code, line);
    return { unit: unit.code, line };
  }

  /** A number made of the line's codes; what else distinguishes it from another line is added where the codes do not. */
  private freeId(unit: UnitBook, codes: readonly (string | null)[], words: readonly string[]): string {
    let id = [unit.code, ...codes.filter(Boolean)].join('-');
    for (const word of words) if (this.lines.get(unit.code)!.has(id)) id = `${id}-${word}`;
    return id;
  }
}

const codesKey = (unit: string, functionCode: string, economicCode: string | null): string =>
  [unit, functionCode, economicCode].join('/');

/** A known line keeps its dimensions; a row that names others means another line, or has a typing mistake. */
function differing(line: NewLine, asked: Dimensions): RowFault | null {
  for (const [key, name] of Object.entries(DIMENSION_NAMES) as [
    keyof Dimensions,
    (typeof DIMENSION_NAMES)[keyof Dimensions],
  ][]) {
    const value = asked[key];
    if (value === undefined || value === line[key]) continue;
    return new RowFault(
      name,
      `指标 ${line.id} 的${name}为 ${line[key] ?? '空'}，本行为 ${value}。请核对指标编号和${name}。`,
    );
  }
  return null;
}

const unknownLine = (id: string | undefined): RowFault =>
  new RowFault('指标编号', `没有指标 ${id ?? ''}。请核对指标编号，或先导入指标。`);

const incomplete = (id: string | undefined, field: '资金性质' | '支出功能分类' | '支出类别'): RowFault =>
  new RowFault(field, `指标 ${id ?? ''} 是新指标，缺少${field}。请填写；如为已有指标，请核对指标编号。`);
