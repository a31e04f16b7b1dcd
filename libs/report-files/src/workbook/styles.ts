import { type Alignment, type Borders, type Fill, type Font } from '@protobi/exceljs';
import { type PrintedCellKind } from '@yujue/reporting';

/** 宋体, as offices hand tables in. */
const FONT_NAME = '宋体';

export const TITLE_FONT: Partial<Font> = { name: FONT_NAME, size: 16, bold: true };
export const HEADER_FONT: Partial<Font> = { name: FONT_NAME, size: 10, bold: true };
export const BODY_FONT: Partial<Font> = { name: FONT_NAME, size: 10 };
export const NOTE_FONT: Partial<Font> = { name: FONT_NAME, size: 9 };
export const WARNING_FONT: Partial<Font> = { name: FONT_NAME, size: 10, bold: true, color: { argb: 'FFB3261E' } };

export const HEADER_FILL: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };

const LINE = { style: 'thin', color: { argb: 'FF000000' } } as const;
export const BORDER: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };

const middle = { vertical: 'middle', wrapText: true } as const;

/** Names and codes at the left, amounts at the right, everything else in the middle. */
export const ALIGNMENTS: Readonly<Record<PrintedCellKind, Partial<Alignment>>> = {
  header: { ...middle, horizontal: 'center' },
  columnNo: { ...middle, horizontal: 'center' },
  lineNo: { ...middle, horizontal: 'center' },
  head: { ...middle, horizontal: 'left' },
  text: { ...middle, horizontal: 'left' },
  // An amount that does not fit must show as #### and never as a part of itself.
  amount: { vertical: 'middle', horizontal: 'right' },
};
