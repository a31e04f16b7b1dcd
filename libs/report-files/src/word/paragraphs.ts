import { AlignmentType, HeadingLevel, Paragraph, TextRun } from 'docx';
import { COVER_SIZE, NOTE_SIZE, WARNING_COLOUR } from './styles';

/** What an office still has to write itself, marked so that it is not published unseen. */
export const TO_BE_WRITTEN = '【待填写】';

/** The heading of a part of the document, on a new page. */
export const partHeading = (text: string): Paragraph =>
  new Paragraph({ text, heading: HeadingLevel.HEADING_1, pageBreakBefore: true });

export const sectionHeading = (text: string): Paragraph =>
  new Paragraph({ text, heading: HeadingLevel.HEADING_2, keepNext: true });

/** The title of a table, centred over it, on a new page unless it is the first. */
export const tableHeading = (text: string, pageBreakBefore: boolean): Paragraph =>
  new Paragraph({
    text,
    heading: HeadingLevel.HEADING_2,
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 60 },
    keepNext: true,
    pageBreakBefore,
  });

/** A heading within a section, which the table of contents leaves out. */
export const subheading = (text: string): Paragraph =>
  new Paragraph({ style: 'Text', keepNext: true, children: [new TextRun({ text, bold: true })] });

/** What a generated text marks as missing. */
const GAP = /(〔待填：[^〕]*〕)/;

/** A paragraph of text; what is still missing in it shows in yellow. */
export const paragraph = (text: string): Paragraph =>
  new Paragraph({
    style: 'Text',
    children: text
      .split(GAP)
      .map((part) => new TextRun({ text: part, ...(GAP.test(part) && { highlight: 'yellow' as const }) })),
  });

/** A placeholder that shows in yellow. */
export const toBeWritten = (what: string): Paragraph =>
  new Paragraph({
    style: 'Text',
    children: [new TextRun(what), new TextRun({ text: TO_BE_WRITTEN, highlight: 'yellow' })],
  });

export const note = (text: string): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: `注：${text}`, size: NOTE_SIZE })] });

/** A warning about what the document lacks, so that a person sees it before publishing. */
export const warning = (text: string): Paragraph =>
  new Paragraph({
    spacing: { before: 240 },
    children: [new TextRun({ text, size: NOTE_SIZE, bold: true, color: WARNING_COLOUR })],
  });

/** A line of the cover; `before` in twips. */
export const coverLine = (text: string, before: number, size = COVER_SIZE): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before },
    children: [new TextRun({ text, size, bold: size === COVER_SIZE })],
  });
