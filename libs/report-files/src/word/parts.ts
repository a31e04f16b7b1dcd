import { type FileChild, Paragraph, TabStopType, TextRun } from 'docx';
import { type ComposedSection, publisherLine, printedTable } from '@yujue/reporting';
import { type ReportDocument } from '../report-document';
import {
  note,
  paragraph,
  partHeading,
  sectionHeading,
  subheading,
  tableHeading,
  toBeWritten,
  warning,
} from './paragraphs';
import { TABLE_WIDTH, wordTable } from './word-table';
import { TABLE_SIZE } from './styles';

/** 决算 or 预算: what the document is about. */
export const kindName = ({ filled }: ReportDocument): string => (filled.edition.kind === 'final' ? '决算' : '预算');

/** 概况: what the office is there for is its own to say; which units it has is known. */
export function overview({ departmentName, input }: ReportDocument): FileChild[] {
  const { units } = input.directory;
  return [
    partHeading(`第一部分　${departmentName}概况`),
    sectionHeading('一、主要职责'),
    toBeWritten('部门的主要职责。'),
    sectionHeading('二、机构设置'),
    paragraph(`纳入编报范围的单位共 ${units.length} 个：${units.map(({ name }) => name).join('、')}。`),
    toBeWritten('内设机构和人员情况。'),
  ];
}

/** The part of the tables has a page for its title, so that each table has a page for itself. */
export const tablesTitle = (document: ReportDocument): FileChild =>
  partHeading(`第二部分　${document.stamp.year}年部门${kindName(document)}表`);

/** 报表: a heading, a line with 部门 and 单位, the table and its notes, each table on a new page. */
export function tables(document: ReportDocument): FileChild[] {
  const { filled, departmentName } = document;
  return filled.tables.flatMap((table, index): FileChild[] => {
    const printed = printedTable(table);
    return [
      tableHeading(`表${printed.no}　${printed.title}`, index > 0),
      headLine(publisherLine(filled.edition, departmentName), `单位：${printed.unit}`),
      wordTable(printed),
      ...printed.notes.map(note),
    ];
  });
}

/** 情况说明, as it was generated; what was not is marked. */
export function narrative(document: ReportDocument): FileChild[] {
  const sections = document.narrative.flatMap((section) => narrativeSection(section, 1));
  return [
    partHeading(`第三部分　${document.stamp.year}年部门${kindName(document)}情况说明`),
    ...(document.filled.warnings ?? []).map(warning),
    ...(sections.length > 0 ? sections : [toBeWritten('收支总体情况、财政拨款收支情况及与上年对比的说明。')]),
  ];
}

/** A section of the 情况说明: its title, a paragraph for each sentence, and the sections below it. */
const narrativeSection = ({ title, sentences, sections }: ComposedSection, level: number): FileChild[] => [
  level === 1 ? sectionHeading(title) : subheading(title),
  ...sentences.map(({ text }) => paragraph(text)),
  ...sections.flatMap((section) => narrativeSection(section, level + 1)),
];

/** The terms that every such document has to explain. */
const TERMS = ['财政拨款收入', '其他收入', '上年结转和结余', '基本支出', '项目支出', '“三公”经费', '机关运行经费'];

/** 名词解释: the terms are printed, the office writes their explanations. */
export const glossary = (): FileChild[] => [
  partHeading('第四部分　名词解释'),
  ...TERMS.map((term, index) => toBeWritten(`${index + 1}. ${term}：`)),
];

const headLine = (left: string, right: string): Paragraph =>
  new Paragraph({
    keepNext: true,
    tabStops: [{ type: TabStopType.RIGHT, position: TABLE_WIDTH }],
    children: [new TextRun({ text: left, size: TABLE_SIZE }), new TextRun({ text: `\t${right}`, size: TABLE_SIZE })],
  });
