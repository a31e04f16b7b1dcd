import { type CatalogueContent } from './catalogue-content';
import { CodeTree, ECONOMIC_SHAPE, FUNCTION_SHAPE, INCOME_SHAPE, NON_TAX_SHAPE } from './code-tree';
import { type UnitKind } from './dimensions';
import { type GovernmentPair, classPairs, pairKey } from './government-economic';
import { type OperatingCostRule, type SangongItem, type SangongRule } from './rules';

/** 政府收支分类科目 of one year, with the rules that are written in its codes. */
export class Catalogue {
  readonly year: number;
  /** What the catalogue was taken from, in words; says so if the list of another year is used. */
  readonly source: string;
  /** What people read about it: `2026 年科目表`, or which year's list is used instead of a missing one. */
  readonly title: string;
  /** 支出功能分类. */
  readonly functions: CodeTree;
  /** 部门预算支出经济分类. */
  readonly economic: CodeTree;
  /** 政府预算支出经济分类. */
  readonly government: CodeTree;
  /** 收入分类, 类 and 款. */
  readonly income: CodeTree;
  /** 非税收入科目; the codes only give the printed names an order and a level, they are not official. */
  readonly nonTax: CodeTree;
  readonly sangong: SangongRule;

  private readonly operatingCostRules: ReadonlyMap<string, OperatingCostRule>;
  private readonly governmentPairs: ReadonlyMap<string, GovernmentPair>;

  /** Takes content that holds together; outside this library, use `parseCatalogue` or `catalogueOfYear`. */
  constructor(private readonly content: CatalogueContent) {
    this.year = content.year;
    this.source = content.source;
    this.title =
      content.listYear === content.year
        ? `${content.year} 年科目表`
        : `${content.year} 年科目表（暂用 ${content.listYear} 年的）`;
    this.functions = new CodeTree(content.functions, FUNCTION_SHAPE);
    this.economic = new CodeTree(content.economic, ECONOMIC_SHAPE);
    this.government = new CodeTree(content.government, ECONOMIC_SHAPE);
    this.income = new CodeTree(content.income, INCOME_SHAPE);
    this.nonTax = new CodeTree(content.nonTax, NON_TAX_SHAPE);
    this.sangong = content.sangong;
    this.operatingCostRules = new Map(content.operatingCost.map((rule) => [rule.name, rule]));
    // What is written of a 类 itself comes after what follows from its 款, and so is what counts.
    const pairs = [...classPairs(content.governmentEconomic), ...content.governmentEconomic];
    this.governmentPairs = new Map(pairs.map((pair) => [pairKey(pair.unitKind, pair.economicCode), pair]));
  }

  /** The 三公 item an economic code belongs to. The rule's `fundNatures` say which money counts. */
  sangongItemOf(economicCode: string): SangongItem | undefined {
    return this.sangong.items.find((item) => item.economicCodes.includes(economicCode));
  }

  isSangong(economicCode: string): boolean {
    return this.sangongItemOf(economicCode) !== undefined;
  }

  /** The operating-cost rule of this name (机关运行经费), if the year has one. */
  operatingCostRule(name: string): OperatingCostRule | undefined {
    return this.operatingCostRules.get(name);
  }

  get allOperatingCostRules(): readonly OperatingCostRule[] {
    return [...this.operatingCostRules.values()];
  }

  /** 政府预算 code for a 部门预算 code of a unit of this kind; undefined where neither list nor document has the pair. */
  governmentCodeOf(economicCode: string, unitKind: UnitKind): string | undefined {
    return this.governmentPairOf(economicCode, unitKind)?.governmentCode;
  }

  /** The same with how sure it is: only a pair that a document or the office's own list has may refuse another one. */
  governmentPairOf(economicCode: string, unitKind: UnitKind): GovernmentPair | undefined {
    return this.governmentPairs.get(pairKey(unitKind, economicCode));
  }

  /** The catalogue with some of its 科目 only, which may have other names in it: as one document prints them. */
  narrowedTo(codes: ReadonlySet<string>, names: ReadonlyMap<string, string> = new Map()): Catalogue {
    const narrowed = (tree: CodeTree) => tree.narrowedTo(codes, names).entries;
    return new Catalogue({
      ...this.content,
      functions: narrowed(this.functions),
      economic: narrowed(this.economic),
      government: narrowed(this.government),
    });
  }
}
