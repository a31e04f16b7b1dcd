import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ReadModel } from '@yujue/read-model';
import { type CellQuestion, type Trace, cellScope, fillEdition, findCell, traceCell } from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { type ReportScope, factsQuestion, withReportSource } from './report-source';

export interface TraceQuestion extends ReportScope, CellQuestion {
  readonly edition: string;
  readonly table: string;
}

/** The way from 年初预算 to a printed figure, and the entries that add up to it. Throws ReportError for an unknown cell. */
export class TraceCell extends Query<Trace> {
  constructor(readonly question: TraceQuestion) {
    super();
  }
}

@QueryHandler(TraceCell)
export class TraceCellHandler implements IQueryHandler<TraceCell> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
  ) {}

  execute({ question }: TraceCell): Promise<Trace> {
    const edition = this.editions.of(question.edition);
    return withReportSource(this.readModel, this.catalogues, question, async ({ input, registered }, queries) => {
      const { tables } = fillEdition(edition, input, question.table);
      const found = findCell(tables[0]!, question);
      const { matches, measures } = cellScope(found.cell);
      const lines = input.facts.map(({ line }) => line).filter((line) => line.entry === null && matches(line));
      const posted = await queries.entries({ ...factsQuestion(question), lines, measures });
      const { warnings } = input;
      return { ...traceCell(found, [...posted, ...registered]), ...(warnings && { warnings }) };
    });
  }
}
