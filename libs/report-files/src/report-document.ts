import { type ComposedSection, type FilledEdition, type ReportInput } from '@yujue/reporting';
import { type ReportStamp } from './stamp/stamp';

/** A report on its way into a file. Whatever is written comes from here, so that the same report gives the same bytes. */
export interface ReportDocument {
  readonly filled: FilledEdition;
  /** What the tables were filled from; the Open Fiscal Data Package holds these facts themselves. */
  readonly input: ReportInput;
  /** 部门, in words. */
  readonly departmentName: string;
  readonly stamp: ReportStamp;
  /** 情况说明; where it is empty, a document says that it is still to be written. */
  readonly narrative: readonly ComposedSection[];
}

/** The moment a file says it was made: when the last event that it covers was recorded, and not when a clock was read. */
export const madeAt = ({ stamp }: ReportDocument): string => stamp.recordedAt ?? '1980-01-01T00:00:00.000Z';
