import { CLASSIFICATIONS, UNIT_KINDS } from '@yujue/classification';
import { type ListField, type RegisterListKind } from '@yujue/list-import';
import { REGISTERS } from '@yujue/ledger';
import { type ZodType } from 'zod';
import { type Registration } from '../registers/registration';
import { schemaIssues } from '../schema-sentence';
import { type RowFaults, type RowValues } from './row-fault';

/** A row of a list of 项目, 单位 or 科目 as what it registers; null if it has faults, which are added. */
export function readRegistration(kind: RegisterListKind, values: RowValues, faults: RowFaults): Registration | null {
  const trimmed = Object.fromEntries(
    Object.entries(values).map(([field, text]) => [field, text.normalize('NFKC').trim()]),
  ) as RowValues;
  const registration = READERS[kind](trimmed, values, faults);
  return faults.any ? null : registration;
}

type Reader = (codes: RowValues, words: RowValues, faults: RowFaults) => Registration | null;

const READERS: Readonly<Record<RegisterListKind, Reader>> = {
  项目: (codes, words, faults) => {
    // A column that the list does not have leaves what was registered as it is.
    const given = {
      code: codes['项目编码'],
      name: words['项目名称']?.trim(),
      ...(codes['上级项目编码'] !== undefined && { parentCode: codes['上级项目编码'] }),
      ...(words['项目类别'] !== undefined && { category: words['项目类别'].trim() }),
      ...(words['绩效目标'] !== undefined && { goal: words['绩效目标'] }),
      ...(words['项目内容'] !== undefined && { content: words['项目内容'] }),
      ...(words['绩效指标'] !== undefined && { indicators: words['绩效指标'] }),
    };
    const schema = REGISTERS.projects.partial().required({ code: true, name: true });
    return checked(schema, given, PROJECT_COLUMNS, faults, (content) => ({ kind: 'project', content }));
  },

  单位: (codes, words, faults) => {
    const written = codes['单位性质'];
    const unitKind = UNIT_KINDS.find((known) => written?.replace(/(单位|类)$/, '') === known) ?? null;
    if (written !== undefined && unitKind === null)
      faults.add('单位性质', `单位性质“${written}”不认识，应为${UNIT_KINDS.join('、')}之一。`);
    const given = { code: codes['单位编码'], name: words['单位名称']?.trim() };
    return checked(REGISTERS.units, given, UNIT_COLUMNS, faults, (content) => ({ kind: 'unit', ...content, unitKind }));
  },

  科目: (codes, words, faults) => {
    const written = codes['科目种类']?.replace(/科目$/, '') ?? '';
    const given = {
      classification: CLASSIFICATIONS.find((known) => known === (SYNONYMS[written] ?? written)) ?? written,
      code: codes['科目编码'],
      name: words['科目名称']?.trim(),
      source: words['科目来源']?.trim(),
    };
    return checked(REGISTERS.codes, given, CODE_COLUMNS, faults, (content) => ({ kind: 'code', content }));
  },
};

/** What lists call the classifications. */
const SYNONYMS: Readonly<Record<string, (typeof CLASSIFICATIONS)[number]>> = {
  功能分类: '支出功能分类',
  功能: '支出功能分类',
  经济分类: '部门经济分类',
  部门预算支出经济分类: '部门经济分类',
  政府预算支出经济分类: '政府经济分类',
  非税: '非税收入',
};

const PROJECT_COLUMNS = new Map<string, ListField>([
  ['code', '项目编码'],
  ['name', '项目名称'],
  ['parentCode', '上级项目编码'],
  ['category', '项目类别'],
  ['goal', '绩效目标'],
  ['content', '项目内容'],
  ['indicators', '绩效指标'],
]);
const UNIT_COLUMNS = new Map<string, ListField>([
  ['code', '单位编码'],
  ['name', '单位名称'],
]);
const CODE_COLUMNS = new Map<string, ListField>([
  ['classification', '科目种类'],
  ['code', '科目编码'],
  ['name', '科目名称'],
  ['source', '科目来源'],
]);

function checked<Content>(
  schema: ZodType<Content>,
  given: object,
  columns: ReadonlyMap<string, ListField>,
  faults: RowFaults,
  make: (content: Content) => Registration,
): Registration | null {
  const { success, data, error } = schema.safeParse(given);
  if (success) return make(data);
  for (const { path, sentence } of schemaIssues(error, columns)) {
    const field = columns.get(path);
    // What is missing in the row is missing here as well.
    if (field && !faults.have(field)) faults.add(field, `${sentence}。`);
  }
  return null;
}
