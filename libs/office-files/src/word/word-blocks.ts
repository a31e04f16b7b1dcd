/** A paragraph of a Word document, or one of its tables. */
export type WordBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly WordCell[])[] };

/** A cell with the column it begins in; a cell that continues the one above has no text. */
export interface WordCell {
  /** From 0. */
  readonly column: number;
  readonly text: string;
}

/** Where a Word file keeps its text. */
export const WORD_DOCUMENT = 'word/document.xml';

/** One tag and the text behind it. Nothing in it reaches past the next `<`, so that no text takes longer than its length. */
const TAG = /<(\/?)(w:[A-Za-z]+)([^<>]*)>([^<]*)/g;

/**
 * The paragraphs and tables of a Word document's XML in their order. Only what the format says of text, rows and cells is
 * read; a table within a cell counts as that cell's text.
 */
export function wordBlocks(xml: string): WordBlock[] {
  const reader = new WordReader();
  for (const [, slash, name, attributes, text] of xml.matchAll(TAG)) {
    const isEmpty = attributes!.endsWith('/');
    if (slash === '/') reader.close(name!);
    else reader.open(name!, attributes!, isEmpty ? '' : text!);
    if (slash !== '/' && isEmpty) reader.close(name!);
  }
  return reader.blocks;
}

class WordReader {
  readonly blocks: WordBlock[] = [];
  private text = '';
  private tables = 0;
  private rows: WordCell[][] = [];
  private cells: WordCell[] = [];
  private column = 0;
  private span = 1;

  open(name: string, attributes: string, text: string): void {
    if (name === 'w:tbl') this.openTable();
    else if (name === 'w:t') this.text += decoded(text);
    else if (name === 'w:tab' || name === 'w:br') this.text += ' ';
    else if (this.tables === 1 && name === 'w:tr') [this.cells, this.column] = [[], 0];
    else if (this.tables === 1 && name === 'w:tc') [this.text, this.span] = ['', 1];
    else if (this.tables === 1 && name === 'w:gridSpan') this.span = spanOf(attributes);
  }

  close(name: string): void {
    if (name === 'w:p' && this.tables === 0) this.endParagraph();
    else if (name === 'w:tbl' && this.tables > 0) this.closeTable();
    else if (this.tables !== 1) return;
    else if (name === 'w:tr') this.rows.push(this.cells);
    else if (name === 'w:tc') {
      this.cells.push({ column: this.column, text: this.text.trim() });
      this.column += this.span;
      this.text = '';
    }
  }

  private openTable(): void {
    this.tables += 1;
    if (this.tables === 1) this.rows = [];
  }

  private closeTable(): void {
    this.tables -= 1;
    if (this.tables === 0) this.blocks.push({ kind: 'table', rows: this.rows });
  }

  private endParagraph(): void {
    this.blocks.push({ kind: 'paragraph', text: this.text.trim() });
    this.text = '';
  }
}

/** Columns that one cell may take; the widest table seen has 22. */
const SPAN_MAX = 256;

const spanOf = (attributes: string): number =>
  Math.min(Math.max(Number(/w:val="(\d+)"/.exec(attributes)?.[1] ?? '1'), 1), SPAN_MAX);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of XML character data. */
export const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (point <= 0x10ffff) return String.fromCodePoint(point);
      return ENTITIES[name ?? ''] ?? whole;
    },
  );
