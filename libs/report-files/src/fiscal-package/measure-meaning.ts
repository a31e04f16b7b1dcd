import { type ReportMeasure } from '@yujue/facts';

/** What a measure is in the words of the Fiscal Data Package. */
export interface MeasureMeaning {
  readonly direction: 'revenue' | 'expenditure';
  readonly phase: 'approved' | 'adjusted' | 'executed' | 'other';
}

const expenditure = (phase: MeasureMeaning['phase']): MeasureMeaning => ({ direction: 'expenditure', phase });
const revenue = (phase: MeasureMeaning['phase']): MeasureMeaning => ({ direction: 'revenue', phase });

const MEANINGS: Readonly<Record<ReportMeasure, MeasureMeaning>> = {
  appropriated: expenditure('approved'),
  supplemented: expenditure('adjusted'),
  reduced: expenditure('adjusted'),
  transferred: expenditure('adjusted'),
  frozen: expenditure('other'),
  committed: expenditure('other'),
  broughtForward: revenue('other'),
  received: revenue('executed'),
  disbursed: expenditure('executed'),
  refunded: expenditure('executed'),
  carriedForward: expenditure('other'),
  lapsed: expenditure('other'),
  surrendered: expenditure('other'),
  allocated: expenditure('other'),
  nonTax: revenue('executed'),
  procurement: expenditure('approved'),
  servicePurchase: expenditure('approved'),
  nonTaxPlanned: revenue('approved'),
  transferPlanned: expenditure('approved'),
  priorBudget: expenditure('other'),
  priorActual: expenditure('other'),
};

export const meaningOf = (measure: ReportMeasure): MeasureMeaning => MEANINGS[measure];
