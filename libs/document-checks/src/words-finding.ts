import { type CheckFinding, type CheckRule, type Verdict } from '@yujue/reporting';

/** A statement in a document's words that its own figures contradict. */
export interface WordsFinding {
  readonly rule: `文字-${string}`;
  readonly label: string;
  readonly severity: CheckRule['severity'];
  readonly verdict: Verdict;
  readonly left: WordsSide;
  readonly relation: CheckFinding['relation'];
  readonly right: WordsSide;
  /** What the statement would have to say. */
  readonly expected: string;
  readonly message: string;
}

/** What is compared, in words, and its value as printed. */
export interface WordsSide {
  readonly cells: string;
  readonly printed: string;
}

/** How many statements were judged, and which do not hold. */
export interface WordsCheck {
  readonly compared: number;
  readonly findings: readonly WordsFinding[];
}

type Told = Pick<WordsFinding, 'rule' | 'label' | 'verdict' | 'left' | 'right' | 'expected'> &
  Partial<Pick<WordsFinding, 'severity' | 'relation'>>;

/** A finding with its sentence for people: both places, both values, and the value that was to be expected. */
export function wordsFinding({ severity = 'hard', relation = '=', ...told }: Told): WordsFinding {
  const { label, verdict, left, right, expected } = told;
  const [should, agree, is] = relation === '=' ? ['应与', ' 相符', '应为'] : ['不应大于', '', '应不大于'];
  const ending = verdict === '尾差' ? '在四舍五入的范围之内，为尾差' : `${is} ${expected}`;
  const message = `${label}：${left.cells} ${left.printed} ${should} ${right.cells} ${right.printed}${agree}，${ending}。`;
  return { ...told, severity, relation, message };
}
