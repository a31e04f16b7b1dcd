import { type Findings, type ListFinding, findingSentence } from '@yujue/list-import';
import { columnOf } from '@yujue/office-files';
import { UserError } from '../user-error';

/** What is wrong with the rows, in their order, and what else is to be known about them. */
export const findingsOf = (findings: Findings) => ({
  faultsTotal: findings.faultsTotal,
  faults: faultsInOrder(findings),
  notesTotal: findings.notesTotal,
  notes: findings.notes,
});

/** As a person goes through the file: by worksheet, row and column. What is about all of them comes first. */
function faultsInOrder({ faults, heads }: Findings): ListFinding[] {
  const worksheets = heads.map(({ header }) => header.worksheet);
  const place = ({ worksheet, row, column }: ListFinding): readonly number[] => [
    worksheets.indexOf(worksheet),
    row ?? 0,
    columnOf(column ?? '') ?? -1,
  ];
  const before = (a: readonly number[], b: readonly number[]): number => {
    const differing = a.findIndex((part, index) => part !== b[index]);
    return differing === -1 ? 0 : a[differing]! - b[differing]!;
  };
  return faults.toSorted((a, b) => before(place(a), place(b)));
}

/** At most this many mistakes are listed in a refusal; a preview lists more. */
const FAULTS_LISTED_MAX = 50;

/** Refuses a list as a whole; `nothing` says what was not done. */
export function invalidList(findings: Findings, nothing: string): UserError {
  const { faultsTotal } = findings;
  const sentences = faultsInOrder(findings).slice(0, FAULTS_LISTED_MAX).map(findingSentence);
  const more = faultsTotal > sentences.length ? [`…… 另有 ${faultsTotal - sentences.length} 处。`] : [];
  return new UserError('LIST_INVALID', `文件有 ${faultsTotal} 处问题，${nothing}。请修改后重新导入。`, {
    details: [...sentences, ...more],
  });
}
