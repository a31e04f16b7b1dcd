import { type Catalogue, type OperatingCostRule, countsAsOperatingCost } from '@yujue/classification';
import { type ReportLine } from '@yujue/facts';
import { type Filter } from '../edition/filter-schema';
import { ReportError } from '../report-error';
import { type Directory } from '../report-input';

export type LinePredicate = (line: ReportLine) => boolean;

/**
 * A filter as a test of lines. 三公 and 机关运行经费 are looked up in the catalogue of the year, projects in the
 * directory.
 *
 * @throws ReportError UNKNOWN_NAME for an item or rule that the catalogue does not have.
 */
export function linePredicate(filter: Filter, { catalogue, directory }: FilterContext): LinePredicate {
  const tests: LinePredicate[] = [];
  const test = <Value>(value: Value | undefined, make: (value: Value) => LinePredicate) => {
    if (value !== undefined) tests.push(make(value));
  };
  test(filter.fund, (funds) => (line) => oneOf(funds, line.fundNature));
  test(filter.kind, (kinds) => (line) => oneOf(kinds, line.expenditureKind));
  test(filter.function, (codes) => (line) => startsWithOneOf(codes, line.functionCode));
  test(filter.economic, (codes) => (line) => startsWithOneOf(codes, line.economicCode));
  test(filter.government, (codes) => (line) => startsWithOneOf(codes, line.govEconomicCode));
  test(filter.nonTax, (codes) => (line) => startsWithOneOf(codes, line.nonTaxCategory));
  test(filter.account, (account) => (line) => line.nonTaxAccount === account);
  test(filter.unit, (units) => (line) => units.includes(line.unit));
  test(filter.unitKind, (kinds) => (line) => kinds.includes(line.unitKind));
  test(filter.origin, (origin) => (line) => line.originYear < line.fiscalYear === (origin === '以前年度'));
  test(filter.project, (projects) => inProjects(projects, directory));
  test(filter.projectCategory, (categories) => inCategories(categories, directory));
  test(
    filter.entry,
    (numbers) =>
      ({ entry }) =>
        entry !== null && numbers.includes(entry.entryNo),
  );
  test(
    filter.category,
    (categories) =>
      ({ entry }) =>
        oneOf(categories, entry?.category ?? null),
  );
  test(
    filter.reservedFor,
    (sizes) =>
      ({ entry }) =>
        oneOf(sizes, entry?.texts['面向'] ?? null),
  );
  test(filter.sangong, (items) => inSangong(items, catalogue));
  test(filter.operatingCost, (rule) => inOperatingCost(rule, catalogue));
  test(filter.any, (filters) => {
    const alternatives = filters.map((each) => linePredicate(each, { catalogue, directory }));
    return (line) => alternatives.some((alternative) => alternative(line));
  });
  test(filter.none, (filters) => {
    const excluded = filters.map((each) => linePredicate(each, { catalogue, directory }));
    return (line) => !excluded.some((matches) => matches(line));
  });
  return tests.length === 1 ? tests[0]! : (line) => tests.every((each) => each(line));
}

export interface FilterContext {
  readonly catalogue: Catalogue;
  readonly directory: Directory;
}

const oneOf = <Value>(values: readonly Value[], value: Value | null): boolean =>
  value !== null && values.includes(value);

const startsWithOneOf = (codes: readonly string[], code: string | null): boolean =>
  code !== null && codes.some((prefix) => code.startsWith(prefix));

function inProjects(codes: readonly string[], directory: Directory): LinePredicate {
  const included = new Set(codes.flatMap((code) => [code, ...directory.subProjects(code)]));
  return (line) => line.projectCode !== null && included.has(line.projectCode);
}

function inCategories(categories: readonly string[], directory: Directory): LinePredicate {
  const included = new Set(
    directory.projects.flatMap(({ code, category }) => (categories.some((each) => each === category) ? [code] : [])),
  );
  return (line) => line.projectCode !== null && included.has(line.projectCode);
}

function inSangong(names: readonly string[], { sangong, year }: Catalogue): LinePredicate {
  const items = names.includes('全部') ? sangong.items : sangong.items.filter(({ name }) => names.includes(name));
  const missing = names.find((name) => name !== '全部' && !items.some((item) => item.name === name));
  if (missing !== undefined) {
    throw ReportError.unknownName(
      `${year} 年科目表的“三公”经费`,
      missing,
      sangong.items.map(({ name }) => name),
    );
  }
  const codes = new Set(items.flatMap(({ economicCodes }) => economicCodes));
  return (line) =>
    line.economicCode !== null && codes.has(line.economicCode) && oneOf(sangong.fundNatures, line.fundNature);
}

function inOperatingCost(name: string, catalogue: Catalogue): LinePredicate {
  const rule: OperatingCostRule | undefined = catalogue.operatingCostRule(name);
  if (!rule) throw ReportError.unknownName(`${catalogue.year} 年科目表的机关运行经费口径`, name, []);
  return ({ unitKind, fundNature, expenditureKind, economicCode }) =>
    fundNature !== null &&
    expenditureKind !== null &&
    economicCode !== null &&
    countsAsOperatingCost(rule, { unitKind, fundNature, expenditureKind, economicCode });
}
