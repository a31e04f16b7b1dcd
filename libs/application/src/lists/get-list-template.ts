import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import {
  type ListKind,
  type TemplateFormat,
  type TemplateSubject,
  exampleSubject,
  listTemplate,
} from '@yujue/list-import';
import { EVENT_STORE } from '../tokens';
import { UnitYears } from '../recording/unit-year/unit-years';
import { openBooks } from './books';

/** Whose template it is; without it the examples name a unit that is to be replaced. */
export interface TemplateYear {
  readonly department: string;
  readonly fiscalYear: number;
}

/** A template filled with examples; for a department's year they are about its first unit and can be imported as they are. */
export class GetListTemplate extends Query<Buffer> {
  constructor(
    readonly kind: ListKind,
    readonly format: TemplateFormat,
    readonly whose: TemplateYear | null,
  ) {
    super();
  }
}

@QueryHandler(GetListTemplate)
export class GetListTemplateHandler implements IQueryHandler<GetListTemplate> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unitYears: UnitYears,
  ) {}

  async execute({ kind, format, whose }: GetListTemplate): Promise<Buffer> {
    return listTemplate(kind, format, await this.subject(whose));
  }

  private async subject(whose: TemplateYear | null): Promise<TemplateSubject> {
    const example = exampleSubject(whose?.fiscalYear ?? new Date().getFullYear());
    if (!whose) return example;
    const { units } = await openBooks(this.store, this.unitYears, whose.department, whose.fiscalYear);
    return { ...example, ...(units[0] && { unit: units[0].code }) };
  }
}
