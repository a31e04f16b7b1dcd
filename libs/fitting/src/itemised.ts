import { type Catalogue } from '@yujue/classification';
import { type LineFacts, type ReportLine, type ReportMeasure } from '@yujue/facts';
import { type Edition, type FilterContext, leafColumns, linePredicate } from '@yujue/reporting';
import { type PublishedDocument } from '@yujue/published';
import { plainName } from './align-rows';
import { type PlacedBlock, codeTreeOf, measureIn, placedBlocks } from './edition-blocks';
import { hasUnknownCodes } from './unknown-codes';

/** The part of a table that breaks lines down by one dimension. */
interface Breakdown {
  /** The codes that its rows have: what the edition lists, or what the document prints; undefined for other rows. */
  readonly listed: readonly string[] | undefined;
  readonly covers: (candidate: LineFacts) => boolean;
  readonly table: string;
}

/**
 * Where an edition's tables break amounts down (by function, economic code, project): a line that such a table counts must
 * be in one of its rows, or the rows would not add up to the total above them.
 */
export class Itemised {
  private readonly breakdowns: ReadonlyMap<string, readonly Breakdown[]>;

  constructor(document: PublishedDocument, edition: Edition, context: FilterContext) {
    const bySource = new Map<string, Breakdown[]>();
    for (const placed of placedBlocks(edition)) {
      const source = placed.block.each;
      if (source === undefined) continue;
      bySource.set(source, [...(bySource.get(source) ?? []), breakdownOf(placed, document, edition, context)]);
    }
    this.breakdowns = bySource;
  }

  /** Whether a table breaks the line's amounts down by one of these sources. */
  covers(sources: readonly string[], candidate: LineFacts): boolean {
    return this.of(sources).some(({ covers }) => covers(candidate));
  }

  /** The test whether every such table has a row for a code. A table may list its codes in several blocks. */
  listing(sources: readonly string[], candidate: LineFacts): (code: string) => boolean {
    const byTable = new Map<string, string[]>();
    for (const { listed, covers, table } of this.of(sources)) {
      if (listed && covers(candidate)) byTable.set(table, [...(byTable.get(table) ?? []), ...listed]);
    }
    const lists = [...byTable.values()];
    return (code) => lists.every((listed) => hasRowFor(code, listed));
  }

  private of(sources: readonly string[]): readonly Breakdown[] {
    return sources.flatMap((source) => this.breakdowns.get(source) ?? []);
  }
}

function breakdownOf(
  placed: PlacedBlock,
  document: PublishedDocument,
  edition: Edition,
  context: FilterContext,
): Breakdown {
  const all = (filters: PlacedBlock['filters']) => {
    const predicates = filters.map((filter) => linePredicate(filter, context));
    return (line: ReportLine) => predicates.every((matches) => matches(line));
  };
  const inBlock = all(placed.filters);
  const columns = leafColumns(placed.table.columns).map((column) => {
    const terms = edition.terms.get(measureIn(placed, column) ?? '') ?? {};
    return { matches: all(column.where), measures: Object.keys(terms) as ReportMeasure[] };
  });
  return {
    table: placed.table.no,
    listed: placed.block.codes?.map(({ code }) => code) ?? printedCodes(placed, document, context.catalogue),
    covers: ({ line, amounts }) =>
      inBlock(line) &&
      columns.some(
        ({ matches, measures }) => measures.some((measure) => amounts[measure] !== undefined) && matches(line),
      ),
  };
}

/** The codes that a table's rows can stand for. Without printed codes, a name stands for every code that has it. */
function printedCodes({ table, block }: PlacedBlock, document: PublishedDocument, catalogue: Catalogue) {
  const tree = codeTreeOf(block.each ?? '', catalogue);
  const published = document.tables.find(({ no }) => no === table.no);
  if (!tree || !published || hasUnknownCodes(published, catalogue)) return undefined;
  const { rows } = published;
  const codes = new Set(rows.flatMap(({ code }) => code ?? []));
  const names = new Set(rows.flatMap(({ code, name }) => (code === null ? [plainName(name)] : [])));
  return tree.entries
    .filter(({ code, name }) => codes.has(code) || names.has(plainName(block.names?.[code] ?? name)))
    .map(({ code }) => code);
}

/** A list that names 款 of a 类 has no row for its other 款; a list of 类 has a row for all that is below them. */
function hasRowFor(code: string, listed: readonly string[]): boolean {
  const row = listed.filter((each) => code.startsWith(each)).toSorted((a, b) => b.length - a.length)[0];
  return (
    row !== undefined && (row === code || !listed.some((other) => other.length > row.length && other.startsWith(row)))
  );
}
