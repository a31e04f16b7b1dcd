import { Inject, Injectable } from '@nestjs/common';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ColumnMapping, type ListKind, isListField } from '@yujue/list-import';
import { MONEY_UNITS, type MoneyUnit } from '@yujue/money';
import { z } from 'zod';
import { type Configuration } from '../configuration/configuration';
import { CONFIGURATION } from '../tokens';

/** How a department's files of one kind are understood: what a person said once serves the next file of the same shape. */
export interface KeptMapping {
  readonly columns: ColumnMapping;
  readonly unit?: MoneyUnit | undefined;
}

const kept = z.object({
  columns: z.record(z.string(), z.string().refine(isListField).nullable()),
  unit: z.enum(MONEY_UNITS as [MoneyUnit, ...MoneyUnit[]]).optional(),
});

/** Mappings as files of the office: `<home>/sheet-mappings/<department>/<kind>.json`, which a person may read and mend. */
@Injectable()
export class KeptMappings {
  private readonly folder: string;

  constructor(@Inject(CONFIGURATION) { home }: Pick<Configuration, 'home'>) {
    this.folder = join(home, 'sheet-mappings');
  }

  /** What was kept; nothing when there is no such file, or one that cannot be understood (then the person maps again). */
  read(department: string, kind: ListKind): KeptMapping {
    try {
      return kept.parse(JSON.parse(readFileSync(this.path(department, kind), 'utf8'))) as KeptMapping;
    } catch {
      return { columns: {} };
    }
  }

  /** Written whole or not at all. */
  keep(department: string, kind: ListKind, mapping: KeptMapping): void {
    const path = this.path(department, kind);
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, `${JSON.stringify(mapping, null, 2)}\n`);
    renameSync(draft, path);
  }

  private path(department: string, kind: ListKind): string {
    return join(this.folder, encodeURIComponent(department), `${kind}.json`);
  }
}
