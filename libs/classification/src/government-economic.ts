import { type KnownConfidence } from './code-tree';
import { type UnitKind } from './dimensions';

/** One line of the 对照 of the two economic classifications, for one kind of unit. */
export interface GovernmentPair {
  readonly unitKind: UnitKind;
  readonly economicCode: string;
  readonly governmentCode: string;
  readonly confidence: KnownConfidence;
}

/** What a pair is found by: the same departmental code may lead elsewhere for another kind of unit. */
export function pairKey(unitKind: UnitKind, economicCode: string): string {
  return `${unitKind}/${economicCode}`;
}

/** 类 to 类: where all 款 of a departmental 类 lead into one government 类, the 类 itself leads there. */
export function classPairs(pairs: readonly GovernmentPair[]): GovernmentPair[] {
  const byClass = new Map<string, GovernmentPair | null>();
  for (const pair of pairs) {
    const economicCode = pair.economicCode.slice(0, 3);
    const governmentCode = pair.governmentCode.slice(0, 3);
    const key = pairKey(pair.unitKind, economicCode);
    const known = byClass.get(key);
    if (known === undefined) byClass.set(key, { ...pair, economicCode, governmentCode });
    else if (known?.governmentCode !== governmentCode) byClass.set(key, null);
  }
  return [...byClass.values()].filter((pair) => pair !== null);
}
