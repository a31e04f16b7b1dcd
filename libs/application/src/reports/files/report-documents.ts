import { Inject, Injectable } from '@nestjs/common';
import { type EventStore, type Position, stateOfLog } from '@yujue/event-store';
import { type ReportDocument, type ReportFormatName, type ReportStamp, stampOf } from '@yujue/report-files';
import { type ReadModelQueries } from '@yujue/read-model';
import { type ComposedSection, type Edition, fillEdition } from '@yujue/reporting';
import { Catalogues } from '../../configuration/catalogues';
import { Editions } from '../../configuration/editions';
import { Narratives } from '../../configuration/narratives';
import { type ReportQuestion } from '../get-report';
import { narrativeFrom } from '../get-narrative';
import { type Moments, type ReportSource, withReportSource } from '../report-source';
import { EVENT_STORE } from '../../tokens';

type LogPart = Pick<ReportStamp, 'position' | 'events' | 'seal' | 'recordedAt'>;

/** Makes what is written into report files: tables, 情况说明 and facts of one moment, and the stamp that says which. */
@Injectable()
export class ReportDocuments {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
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
