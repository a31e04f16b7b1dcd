import { type EventStore, type Position, stateOfLog } from '@yujue/event-store';
import { type ReportDocument, type ReportFormatName, type ReportStamp, stampOf } from '@yujue/report-files';
import { type ReadModelQueries } from '@yujue/read-model';
import { type ComposedSection, type Edition, fillEdition } from '@yujue/reporting';
import { type Catalogues } from '../configuration/catalogues';
import { type Editions } from '../configuration/editions';
import { type Narratives } from '../configuration/narratives';
import { type ReportQuestion } from '../queries/get-report';
import { narrativeFrom } from '../queries/get-narrative';
import { type Moments, type ReportSource, withReportSource } from '../queries/report-source';

type LogPart = Pick<ReportStamp, 'position' | 'events' | 'seal' | 'recordedAt'>;

/** Makes what is written into report files: tables, 情况说明 and facts of one moment, and the stamp that says which. */
export class ReportDocuments {
  constructor(
    private readonly store: EventStore,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
    private readonly narratives: Narratives,
  ) {}

  /** `log` is what the stamp says of the log; when absent it is looked up for the position of the answers. */
  async of(
    moments: Moments,
    question: ReportQuestion,
    format: ReportFormatName,
    log?: LogPart,
  ): Promise<ReportDocument> {
    const edition = this.editions.of(question.edition);
    const work = async (source: ReportSource, queries: ReadModelQueries) => ({
      source,
      notices: [...queries.notices],
      filled: fillEdition(edition, source.input, question.table),
      narrative: format === 'docx' ? await this.narrativeOf(edition, question, source, queries) : [],
    });
    const { source, notices, filled, narrative } = await withReportSource(moments, this.catalogues, question, work);
    const { head, input, departmentYear } = source;
    const asked = { ...head, table: question.table ?? null, fittedTo: departmentYear.source?.file ?? null, notices };
    const state = log ?? (await stateOfLog(this.store, head.position as Position));
    return {
      filled,
      input,
      departmentName: departmentYear.name,
      stamp: stampOf(filled, asked, state, format),
      narrative,
    };
  }

  /** A document with one table only is no document to publish, and an edition may have no 情况说明. */
  private async narrativeOf(
    edition: Edition,
    question: ReportQuestion,
    source: ReportSource,
    queries: ReadModelQueries,
  ): Promise<readonly ComposedSection[]> {
    const narrative = question.table === undefined ? this.narratives.find(edition) : null;
    return narrative === null ? [] : (await narrativeFrom(narrative, question, source, queries)).sections;
  }
}
