import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DepartmentYear } from '@yujue/facts';
import { ReadModel, type ReadModelQueries } from '@yujue/read-model';
import {
  type ComposedNarrative,
  type Narrative,
  type NarrativeInput,
  type ReportHead,
  composeNarrative,
  reasonMeasures,
} from '@yujue/reporting';
import { Catalogues } from '../configuration/catalogues';
import { Editions } from '../configuration/editions';
import { Narratives } from '../configuration/narratives';
import { type ReportQuestion } from './get-report';
import { type ReportScope, type ReportSource, factsQuestion, withReportSource } from './report-source';

/** 情况说明 of a department's year, with what is needed to print it. */
export interface DepartmentNarrative {
  readonly head: ReportHead;
  readonly narrative: ComposedNarrative;
}

/** 情况说明: the sentences that go with an edition's tables, from the same facts. */
export class GetNarrative extends Query<DepartmentNarrative> {
  constructor(readonly question: Omit<ReportQuestion, 'table'>) {
    super();
  }
}

@QueryHandler(GetNarrative)
export class GetNarrativeHandler implements IQueryHandler<GetNarrative> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly catalogues: Catalogues,
    private readonly editions: Editions,
    private readonly narratives: Narratives,
  ) {}

  execute({ question }: GetNarrative): Promise<DepartmentNarrative> {
    const narrative = this.narratives.of(this.editions.of(question.edition));
    const work = async (source: ReportSource, queries: ReadModelQueries): Promise<DepartmentNarrative> => ({
      head: source.head,
      narrative: await narrativeFrom(narrative, question, source, queries),
    });
    return withReportSource(this.readModel, this.catalogues, question, work);
  }
}

/** 情况说明 from what a report is made from. */
export const narrativeFrom = async (
  narrative: Narrative,
  question: ReportScope,
  { departmentYear, input, comparatives }: ReportSource,
  queries: ReadModelQueries,
): Promise<ComposedNarrative> =>
  composeNarrative(narrative, {
    report: input,
    year: question.fiscalYear,
    comparatives,
    registers: await registersOf(departmentYear, question, queries),
    journal: await queries.entries({ ...factsQuestion(question), measures: reasonMeasures(narrative) }),
    fittedTo: departmentYear.source?.file ?? null,
  });

async function registersOf(
  { department, units }: DepartmentYear,
  { fiscalYear, knownAt }: ReportScope,
  queries: ReadModelQueries,
): Promise<NarrativeInput['registers']> {
  const owners = [department, ...units.map(({ unit }) => unit)];
  return {
    vehicles: await queries.registers(owners, fiscalYear, 'vehicles', knownAt),
    trips: await queries.registers(owners, fiscalYear, 'trips', knownAt),
    receptions: await queries.registers(owners, fiscalYear, 'receptions', knownAt),
    largeAssets: await queries.registers(owners, fiscalYear, 'largeAssets', knownAt),
    procurements: await queries.registers(owners, fiscalYear, 'procurements', knownAt),
    evaluations: await queries.registers(owners, fiscalYear, 'evaluations', knownAt),
    statements: await queries.registers(owners, fiscalYear, 'statements', knownAt),
  };
}
