import { type UnitKind } from '@yujue/classification';
import { COMMAND_SCHEMAS, type UnitYear } from '@yujue/ledger';
import { schemaIssues } from '../schema-sentence';
import { RegistrationFault, type UnitRegistration } from './registration';

const UNIT_FIELDS = new Map<string, '单位编码' | '单位名称'>([
  ['code', '单位编码'],
  ['name', '单位名称'],
]);

const UNIT_SCHEMA = COMMAND_SCHEMAS.openFiscalYear.shape.unit.omit({ kind: true });

/** What opens a unit's year by a list has the same form as what opens it by command. */
export function malformedUnit(unit: Pick<UnitRegistration, 'code' | 'name'>): RegistrationFault[] {
  const { error } = UNIT_SCHEMA.safeParse(unit);
  return schemaIssues(error, UNIT_FIELDS).map(
    ({ path, sentence }) => new RegistrationFault(UNIT_FIELDS.get(path) ?? null, `${sentence}。`),
  );
}

/** What is wrong with a unit's kind; null if nothing is. */
export function wrongKind(code: string, unitKind: UnitKind | null, opening: UnitYear['opening']): string | null {
  if (!opening && unitKind === null) return `单位 ${code} 是新单位，缺少单位性质，应为行政、参公、事业之一。`;
  if (!opening || unitKind === null || opening.unit.kind === unitKind) return null;
  return `单位 ${code} 已按${opening.unit.kind}单位开账，本年度不能改为${unitKind}。请核对。`;
}
