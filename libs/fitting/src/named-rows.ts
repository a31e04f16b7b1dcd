import { type Catalogue, FUND_NATURES } from '@yujue/classification';
import { type Edition, type RowBlock, type TableDefinition, leafColumns, printedColumns } from '@yujue/reporting';
import { type PublishedDocument, type PublishedRow } from '@yujue/published';
import { plainName } from './align-rows';
import { codeTreeOf } from './edition-blocks';
import { type DepartmentProfile } from './profiles';

/** Sources whose rows are named by the document alone: no catalogue and no profile knows them. */
const NAMED_BY_DOCUMENT = [
  'projects',
  'projectCategories',
  'procurements',
  'servicePurchases',
  'nonTaxPlans',
  'transfers',
];

/** What a row stands for, of those that only the document names. */
export interface NamedRow {
  readonly source: string;
  readonly row: PublishedRow;
  /** The block has no rows below it. */
  readonly childless: boolean;
  readonly within: Enclosing;
  /** What the columns of words say of it, by what the edition shows there: goal, content, entry:品目名称 … */
  readonly words: Readonly<Record<string, string>>;
  /** 项目类别, if the row's amounts are in a column of that category. */
  readonly category: string | undefined;
}

/** The context of a row: the nearest unit, project and category, and the filters of the blocks. */
export interface Enclosing {
  readonly unit?: string;
  readonly project?: string;
  readonly projectCategory?: string;
  readonly fund?: string;
  readonly kinds?: readonly string[];
}

/** Projects, categories and register entries that a document's tables name, in order of print. */
export function namedRows(
  document: PublishedDocument,
  edition: Edition,
  catalogue: Catalogue,
  profile: DepartmentProfile,
): NamedRow[] {
  return document.tables.flatMap((published) => {
    const table = edition.tables.find(({ no }) => no === published.no);
    if (!table) return [];
    const sides = new Set(published.rows.map(({ side }) => side));
    return [...sides].flatMap((side) => {
      const rows = published.rows.filter((row) => row.side === side);
      const kinds = table.where?.kind;
      return new RowReader(rows, catalogue, profile).read(table.rows, kinds ? { kinds } : {}).map((found) => ({
        ...found,
        words: wordsOf(found.row, table),
        category: categoryOf(found.row, published.columns, table),
      }));
    });
  });
}

/** A row as the reader finds it. */
type FoundRow = Omit<NamedRow, 'words' | 'category'>;

function wordsOf({ texts }: PublishedRow, table: TableDefinition): Record<string, string> {
  const shown = printedColumns(table.columns).flatMap(({ path, text }) => {
    const words = texts?.[path];
    return text === undefined || words === undefined ? [] : [[text, words] as const];
  });
  return Object.fromEntries(shown);
}

function categoryOf(row: PublishedRow, columns: readonly string[], table: TableDefinition): string | undefined {
  const found = leafColumns(table.columns).find(({ path, where }) => {
    const printed = row.values[columns.indexOf(path)];
    return (
      printed != null && /[1-9]/.test(printed) && where.some(({ projectCategory }) => projectCategory?.length === 1)
    );
  });
  return found?.where.find(({ projectCategory }) => projectCategory?.length === 1)?.projectCategory?.[0];
}

type Accepts = (row: PublishedRow) => boolean;

/**
 * Reads printed rows by the blocks that print them. A block takes rows while they look like its own; a row that only
 * the document can name ends where a row that follows the block begins.
 */
class RowReader {
  private position = 0;
  private readonly found: FoundRow[] = [];

  constructor(
    private readonly rows: readonly PublishedRow[],
    private readonly catalogue: Catalogue,
    private readonly profile: DepartmentProfile,
  ) {}

  read(blocks: readonly RowBlock[], within: Enclosing): FoundRow[] {
    this.sequence(blocks, within, () => false);
    return this.found;
  }

  private sequence(blocks: readonly RowBlock[], within: Enclosing, follows: Accepts): void {
    blocks.forEach((block, index) => {
      const after = blocks.slice(index + 1);
      this.block(block, within, (row) => after.some((next) => this.accepts(next, row, never)) || follows(row));
    });
  }

  private block(block: RowBlock, above: Enclosing, follows: Accepts): void {
    const within = { ...above, ...contextOf(block) };
    const nested = block.rows ?? [];
    if (block.each === undefined || block.ownRow === false) {
      if (block.name !== undefined && this.accepts(block, this.current, never)) this.position += 1;
      return this.sequence(nested, within, follows);
    }
    // Entries that are called by their fund repeat the name of the fund's own row above them.
    const own: Accepts = (row) =>
      block.named === 'fund' ? row.name === within.fund : this.accepts(block, row, follows);
    while (this.current && own(this.current)) {
      const row = this.rows[this.position]!;
      this.position += 1;
      if (NAMED_BY_DOCUMENT.includes(block.each)) {
        this.found.push({ source: block.each, row, childless: nested.length === 0, within });
      }
      const inRow = { ...within, ...this.meaningOf(block.each, row) };
      this.sequence(nested, inRow, (next) => own(next) || follows(next));
    }
  }

  private get current(): PublishedRow | undefined {
    return this.rows[this.position];
  }

  private accepts(block: RowBlock, row: PublishedRow | undefined, follows: Accepts): boolean {
    if (row === undefined) return false;
    if (block.name !== undefined) return plainName(row.name) === plainName(this.nameOf(block.name));
    if (block.each === undefined || block.ownRow === false) {
      return (block.rows ?? []).some((child) => this.accepts(child, row, follows));
    }
    const tree = codeTreeOf(block.each, this.catalogue);
    if (tree) {
      if (row.code !== null) return tree.find(row.code) !== undefined;
      const own = [...tree.entries.map(({ name }) => name), ...Object.values(block.names ?? {})];
      return own.some((name) => plainName(name) === plainName(row.name));
    }
    if (block.each === 'units') return this.unitOf(row, block.headMark) !== undefined;
    if (block.each === 'department') return [this.profile.name, this.profile.authority].includes(row.name);
    if (block.each === 'funds') return (FUND_NATURES as readonly string[]).includes(row.name);
    return (block.showCode === 'unit') === (row.code !== null) && !follows(row);
  }

  private nameOf(name: string): string {
    return name.replaceAll('{部门}', this.profile.name);
  }

  private unitOf(row: PublishedRow, headMark = '') {
    return this.profile.units.find(({ name }) =>
      [name, name + headMark].some((each) => plainName(each) === plainName(row.name)),
    );
  }

  private meaningOf(source: string, row: PublishedRow): Enclosing {
    if (source === 'units') return { unit: this.unitOf(row)?.code ?? this.profile.units[0]!.code };
    if (source === 'projects') return { project: row.name };
    if (source === 'projectCategories') return { projectCategory: row.name };
    if (source === 'funds') return { fund: row.name };
    return {};
  }
}

const never: Accepts = () => false;

function contextOf({ where }: RowBlock): Enclosing {
  return {
    ...(where?.kind && { kinds: where.kind }),
    ...(where?.fund?.length === 1 && { fund: where.fund[0]! }),
    ...(where?.projectCategory?.length === 1 && { projectCategory: where.projectCategory[0]! }),
  };
}
