import { type CatalogueFile, type CatalogueFileEntry } from './catalogue-file';
import { CodeTree, ECONOMIC_SHAPE, FUNCTION_SHAPE, NON_TAX_SHAPE, type TreeShape } from './code-tree';
import { type UnitKind } from './dimensions';
import { governmentPairs, pairKey } from './government-economic';
import { type OperatingCostRule, type SangongItem, type SangongRule } from './rules';

/** 政府收支分类科目 of one year, with the rules that are written in its codes. */
export class Catalogue {
  readonly year: number;
  /** The document the catalogue was taken from, in words. */
  readonly source: string;
  /** 支出功能分类. */
  readonly functions: CodeTree;
  /** 部门预算支出经济分类. */
  readonly economic: CodeTree;
  /** 政府预算支出经济分类; empty where no document of the year prints it. */
  readonly government: CodeTree;
  /** 非税收入科目; the codes only give the printed names an order and a level, they are not official. */
  readonly nonTax: CodeTree;
  readonly sangong: SangongRule;

  private readonly operatingCostRules: ReadonlyMap<string, OperatingCostRule>;
  private readonly governmentCodes: ReadonlyMap<string, string>;

  /** Takes a file that has passed every check; outside this library, use `parseCatalogue`. */
  constructor(file: CatalogueFile) {
    const tree = (entries: readonly CatalogueFileEntry[], shape: TreeShape) =>
      new CodeTree(
        entries.map((entry) => ({ ...entry, source: sourceTitle(file, entry.source) })),
        shape,
      );
    this.year = file.year;
    this.source = sourceTitle(file);
    this.functions = tree(file.functions, FUNCTION_SHAPE);
    this.economic = tree(file.economic, ECONOMIC_SHAPE);
    this.government = tree(file.government, ECONOMIC_SHAPE);
    this.nonTax = tree(file.nonTax, NON_TAX_SHAPE);
    this.sangong = file.sangong;
    this.operatingCostRules = new Map(file.operatingCost.map((rule) => [rule.name, rule]));
    this.governmentCodes = new Map(
      governmentPairs(file).map((pair) => [pairKey(pair.unitKind, pair.economicCode), pair.governmentCode]),
    );
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

  /** 政府预算 code for a 部门预算 code of a unit of this kind; undefined where no document shows the pair. */
  governmentCodeOf(economicCode: string, unitKind: UnitKind): string | undefined {
    return this.governmentCodes.get(pairKey(unitKind, economicCode));
  }
}

function sourceTitle(file: CatalogueFile, key = file.source): string {
  return file.sources[key] ?? key;
}
