import { AlignmentType, Footer, type ISectionOptions, PageNumber, PageOrientation, Paragraph, TextRun } from 'docx';
import { STAMP_SIZE } from './styles';

/** A4 in twips, upright; `docx` turns it for a landscape section. */
const A4 = { width: 11_906, height: 16_838 };
/** 2 cm. */
const MARGIN = 1_134;

type SectionPage = Pick<ISectionOptions, 'properties' | 'footers'>;

/** A page of text (upright) or of tables (landscape), with the page number and the stamp at its foot. */
export const page = (orientation: 'portrait' | 'landscape', stamp: string): SectionPage => ({
  properties: {
    page: {
      size: { ...A4, orientation: orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE },
      margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN, header: MARGIN / 2, footer: MARGIN / 2 },
    },
  },
  footers: {
    default: new Footer({
      children: [
        centred([new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 18 })]),
        centred([new TextRun({ text: stamp, size: STAMP_SIZE, color: '808080' })]),
      ],
    }),
  },
});

const centred = (children: TextRun[]): Paragraph => new Paragraph({ alignment: AlignmentType.CENTER, children });
