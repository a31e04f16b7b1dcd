import { type Findings, type ListFinding, findingSentence } from '@yujue/list-import';
import { UserError } from '../user-error';

/** What is wrong with the rows, in their order, and what else is to be known about them. */
export const findingsOf = ({ faults, faultsTotal, notes, notesTotal }: Findings) => ({
  faultsTotal,
  faults: inOrderOfRows(faults),
  notesTotal,
  notes,
});

const inOrderOfRows = (findings: readonly ListFinding[]): ListFinding[] =>
  findings.toSorted((a, b) => Number(a.row) - Number(b.row));

/** At most this many mistakes are listed in a refusal; a preview lists more. */
const FAULTS_LISTED_MAX = 50;

/** Refuses a list as a whole; `nothing` says what was not done. */
export function invalidList({ faults, faultsTotal }: Findings, nothing: string): UserError {
  const sentences = inOrderOfRows(faults).slice(0, FAULTS_LISTED_MAX).map(findingSentence);
  const more = faultsTotal > sentences.length ? [`…… 另有 ${faultsTotal - sentences.length} 处。`] : [];
  return new UserError('LIST_INVALID', `文件有 ${faultsTotal} 处问题，${nothing}。请修改后重新导入。`, {
    details: [...sentences, ...more],
  });
}
