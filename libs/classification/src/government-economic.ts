import { type CatalogueFile } from './catalogue-file';
import { type UnitKind } from './dimensions';

/** One line of the 对照 of the two economic classifications, for one kind of unit. */
export interface GovernmentPair {
  readonly unitKind: UnitKind;
  readonly economicCode: string;
  readonly governmentCode: string;
  /** The position of its table in the file. */
  readonly table: number;
}

/** The file's 对照 tables, which list departmental codes under their government code, as single pairs. */
export function governmentPairs({ governmentEconomic }: CatalogueFile): GovernmentPair[] {
  return governmentEconomic.flatMap(({ unitKinds, from }, table) =>
    Object.entries(from).flatMap(([governmentCode, economicCodes]) =>
      economicCodes.flatMap((economicCode) =>
        unitKinds.map((unitKind) => ({ unitKind, economicCode, governmentCode, table })),
      ),
    ),
  );
}

/** What a pair is found by: the same departmental code may lead elsewhere for another kind of unit. */
export function pairKey(unitKind: UnitKind, economicCode: string): string {
  return `${unitKind}/${economicCode}`;
}
