import { AlignmentType, Document, type FileChild, Packer, Paragraph, TableOfContents, TextRun } from 'docx';
import { type ReportDocument, madeAt } from '../report-document';
import { stampLine } from '../stamp/stamp-line';
import { normalisedPackage } from '@yujue/office-files';
import { page } from './page';
import { coverLine, warning } from './paragraphs';
import { glossary, kindName, narrative, overview, tables, tablesTitle } from './parts';
import { renumberedBookmarks } from './renumbered-bookmarks';
import { STYLES } from './styles';

/**
 * The whole document that an office publishes: cover, contents, 概况, the tables on landscape pages, 情况说明, 名词解释.
 * What no ledger knows is marked as still to be written.
 */
export async function writeDocument(report: ReportDocument): Promise<Uint8Array> {
  const { departmentName, stamp } = report;
  const line = stampLine(stamp);
  const document = new Document({
    title: titleOf(report),
    creator: departmentName,
    lastModifiedBy: departmentName,
    description: JSON.stringify(stamp),
    styles: STYLES,
    sections: [
      { properties: page('portrait', line).properties, children: cover(report) },
      { ...page('portrait', line), children: [...contents(), ...overview(report), tablesTitle(report)] },
      { ...page('landscape', line), children: tables(report) },
      { ...page('portrait', line), children: [...narrative(report), ...glossary()] },
    ],
  });
  const bytes = new Uint8Array(await Packer.toBuffer(document));
  return normalisedPackage(bytes, madeAt(report), { 'word/document.xml': renumberedBookmarks });
}

const titleOf = (report: ReportDocument): string =>
  `${report.departmentName}${report.stamp.year}年部门${kindName(report)}`;

function cover(report: ReportDocument): FileChild[] {
  const { departmentName, stamp, filled } = report;
  return [
    coverLine(departmentName, 4_000),
    coverLine(`${stamp.year}年部门${kindName(report)}`, 600),
    coverLine(dateLine(report), 5_000, 32),
    ...(filled.warnings ?? []).map(warning),
  ];
}

/** Final accounts speak of the end of their year, a budget of what was approved when it was made. */
function dateLine({ filled, stamp }: ReportDocument): string {
  if (stamp.asOf !== null) return `数据截至 ${chineseDate(stamp.asOf)}`;
  if (filled.edition.kind === 'final') return `数据截至 ${chineseDate(`${stamp.year}-12-31`)}`;
  return stamp.recordedAt === null ? '' : `账目登记至 ${chineseDate(dayInChina(stamp.recordedAt))}`;
}

/** yyyy-mm-dd of an instant in Asia/Shanghai. */
const dayInChina = (instant: string): string =>
  new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

const chineseDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** The entries are there already; Word adds the page numbers when the reader lets it update the table. */
const contents = (): FileChild[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 240 },
    children: [new TextRun({ text: '目　录', bold: true, size: 32 })],
  }),
  new TableOfContents('目录', { hyperlink: true, headingStyleRange: '1-2', stylesWithLevels: [] }),
];
