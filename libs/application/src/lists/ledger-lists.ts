import { Inject, Injectable } from '@nestjs/common';
import {
  type ColumnMapping,
  type LedgerListKind,
  LIST_FIELD_NAMES,
  type ListKind,
  isListField,
  mappingKey,
  mappingToKeep,
} from '@yujue/list-import';
import { type EventStore } from '@yujue/event-store';
import { budgetStream } from '@yujue/ledger';
import { type MoneyUnit } from '@yujue/money';
import { appendsOf } from '../appending/appends-of';
import { appendWholeOrInOrder } from '../appending/append-whole';
import { Turns } from '../appending/turns';
import { UnitYears } from '../recording/unit-year/unit-years';
import { OfficeCatalogues } from '../recording/office-catalogues';
import { UserError } from '../user-error';
import { type Books, openBooks } from './books';
import { KeptMappings } from './kept-mappings';
import { projectAppends } from './project-appends';
import { type RowProgress, type ListPlan, planList } from './plan-list';
import { type ListOutcome, outcomeOf } from './list-outcome';
import { invalidList } from './reported-findings';
import { EVENT_STORE } from '../tokens';

/** A list as a person hands it in. */
export interface LedgerListQuestion {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly kind: LedgerListKind;
  readonly department: string;
  readonly fiscalYear: number;
  /** Header texts or column letters, and the field that each stands for (不用: none). Kept for the next file. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** The unit of the file's amounts, where the file does not say it or says it wrong. Kept for the next file. */
  readonly unit?: MoneyUnit | undefined;
  /** Values for fields that the file leaves blank, for this file only. */
  readonly constants?: Readonly<Record<string, string>> | undefined;
}

/** Progress through the stages of an import. */
export interface ListProgress {
  readonly reading: RowProgress;
  readonly recording: RowProgress;
}

/** The word by which a person says that a column is not to be used. */
export const UNUSED_COLUMN = '不用';

/** Lists out of spreadsheets: looked at without writing, or loaded whole or not at all. */
@Injectable()
export class LedgerLists {
  private readonly turns = new Turns();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unitYears: UnitYears,
    private readonly catalogues: OfficeCatalogues,
    private readonly mappings: KeptMappings,
  ) {}

  /** What loading would do. Nothing is recorded; how the columns were mapped is kept. Throws UserError. */
  async preview(question: LedgerListQuestion, { reading }: ListProgress): Promise<ListOutcome> {
    const { plan } = await this.plan(question, reading);
    return outcomeOf(plan, askedOf(question), null);
  }

  /**
   * Records a list's new rows, or none of them: everything is decided before anything is written, and it is written at
   * once. Rows that the log has already are left alone. Throws UserError LIST_INVALID with every mistake.
   */
  async load(question: LedgerListQuestion, actor: string, { reading, recording }: ListProgress): Promise<ListOutcome> {
    const decide = async () => {
      const { plan, books } = await this.plan(question, reading);
      if (plan.findings.faultsTotal > 0) throw invalidList(plan.findings, '未导入任何数据');
      const { recorded, appends } = planned(plan, books, actor);
      // Refused there before anything is written, projects included.
      if (recorded.length > 1 && !this.store.appendsTogether) await this.store.appendTogether(recorded);
      return { plan, appends };
    };
    const append = () =>
      appendWholeOrInOrder(this.store, decide, (done, { appends }) => {
        const events = appends.map(({ events }) => events.length);
        recording(sum(events.slice(0, done)), sum(events));
      });
    // Lists of one department name each other's lines and projects.
    const { decision, results } = await this.turns.take(`${question.department} ${question.fiscalYear}`, append);
    return outcomeOf(decision.plan, askedOf(question), results.at(-1)?.position ?? null);
  }

  private async plan(question: LedgerListQuestion, reading: RowProgress): Promise<{ plan: ListPlan; books: Books }> {
    const { department, fiscalYear, kind, unit } = question;
    const kept = this.mappings.read(department, kind);
    const mapping = columnMapping(question.columns ?? {});
    const catalogue = await this.catalogues.of(department, fiscalYear);
    const books = await openBooks(this.store, this.unitYears, department, fiscalYear);
    const constants = constantsOf(question.constants ?? {});
    const file = { ...question, mapping, keptMapping: kept.columns, keptUnit: kept.unit, constants };
    const plan = await planList(file, books, catalogue, this.store, reading);
    // Kept only once a file was understood by it; a mapping that fits nothing must not affect the next file.
    if (question.columns || unit) {
      const given = mappingToKeep(
        mapping,
        plan.findings.heads.map(({ header }) => header),
      );
      this.mappings.keep(department, kind, { columns: { ...kept.columns, ...given }, unit: unit ?? kept.unit });
    }
    return { plan, books };
  }
}

/** Projects that the list names for the first time are registered with it, and before it. */
function planned({ events, projects }: ListPlan, books: Books, actor: string) {
  const { units, fiscalYear, registers } = books;
  const registrations = projectAppends(registers, projects, actor);
  const recorded = [...events].flatMap(([unit, list]) => {
    const { state } = units.find(({ code }) => code === unit)!;
    return appendsOf(budgetStream(unit, fiscalYear), state, list, { actor });
  });
  return { recorded, appends: [...registrations, ...recorded] };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export const askedOf = ({
  fileName,
  kind,
  department,
  fiscalYear,
}: Pick<LedgerListQuestion, 'fileName' | 'department' | 'fiscalYear'> & { readonly kind: ListKind }) => ({
  file: fileName,
  kind,
  department,
  fiscalYear,
});

export function columnMapping(columns: Readonly<Record<string, string>>): ColumnMapping {
  return Object.fromEntries(
    Object.entries(columns).map(([column, field]) => [
      mappingKey(column),
      field === UNUSED_COLUMN ? null : fieldNamed(field),
    ]),
  );
}

export const constantsOf = (constants: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(constants).map(([field, value]) => [fieldNamed(field), value]));

function fieldNamed(field: string) {
  if (isListField(field)) return field;
  throw new UserError(
    'LIST_MAPPING_INVALID',
    `没有字段“${field}”。可用的字段：${LIST_FIELD_NAMES.join('、')}；不使用某列时写“${UNUSED_COLUMN}”。`,
  );
}
