import { AlignmentType, type IStylesOptions, LineRuleType } from 'docx';

/** 宋体 in every script: Word takes the font of Chinese characters from `eastAsia`. */
export const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };

/** Sizes in half points. 小四 for text, 三号 for the headings of parts, 四号 below them. */
const TEXT_SIZE = 24;
const PART_SIZE = 32;
const SECTION_SIZE = 28;
export const COVER_SIZE = 52;
export const TABLE_SIZE = 18;
/** A table is printed no smaller than this to fit the width of its page … */
export const TABLE_SIZE_MIN = 11;
/** … and no smaller than this only to fit the height of one page. */
export const TABLE_SIZE_SQUEEZED = 12;
export const NOTE_SIZE = 18;
export const STAMP_SIZE = 12;
export const WARNING_COLOUR = 'B3261E';

/** Twips are twentieths of a point: 28 points between lines, as official documents are set. */
const LINE_SPACING = { line: 560, lineRule: LineRuleType.EXACT };

const heading = { font: FONT, bold: true, color: '000000' };

export const STYLES: IStylesOptions = {
  default: {
    document: { run: { font: FONT, size: TEXT_SIZE } },
    heading1: {
      run: { ...heading, size: PART_SIZE },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 240 } },
    },
    heading2: { run: { ...heading, size: SECTION_SIZE }, paragraph: { spacing: { before: 160, after: 120 } } },
  },
  paragraphStyles: [
    {
      id: 'Text',
      name: '正文段落',
      basedOn: 'Normal',
      paragraph: { spacing: LINE_SPACING, indent: { firstLine: 2 * 10 * TEXT_SIZE } },
    },
  ],
};
