import { readXml } from '../xml';

type Attributes = Readonly<Record<string, string>>;

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

/**
 * The paragraphs and tables of a Word document's XML in their order. Only what the format says of text, rows and cells is
 * read; a table within a cell counts as that cell's text. Throws PackageError where the XML is not well-formed.
 */
export function wordBlocks(xml: string): WordBlock[] {
  const reader = new WordReader();
  readXml(xml, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.add(text),
    close: (name) => reader.close(name),
  });
  return reader.blocks;
}

class WordReader {
  readonly blocks: WordBlock[] = [];
  private text = '';
  private isText = false;
  private tables = 0;
  private rows: WordCell[][] = [];
  private cells: WordCell[] = [];
  private column = 0;
  private span = 1;

  open(name: string, attributes: Attributes): void {
    if (name === 'w:tbl') this.openTable();
    else if (name === 'w:t') this.isText = true;
    else if (name === 'w:tab' || name === 'w:br') this.text += ' ';
    else if (this.tables === 1 && name === 'w:tr') [this.cells, this.column] = [[], 0];
    else if (this.tables === 1 && name === 'w:tc') [this.text, this.span] = ['', 1];
    else if (this.tables === 1 && name === 'w:gridSpan') this.span = spanOf(attributes);
  }

  add(text: string): void {
    if (this.isText) this.text += text;
  }

  close(name: string): void {
    if (name === 'w:t') this.isText = false;
    else if (name === 'w:p' && this.tables === 0) this.endParagraph();
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

const spanOf = (attributes: Attributes): number =>
  Math.min(Math.max(Number.parseInt(attributes['w:val'] ?? '1', 10) || 1, 1), SPAN_MAX);
