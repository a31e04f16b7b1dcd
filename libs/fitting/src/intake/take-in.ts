import { createHash } from 'node:crypto';
import { type Catalogue } from '@yujue/classification';
import { type LineFacts } from '@yujue/facts';
import { type Edition, type ListSource, type ListText, type Narrative } from '@yujue/reporting';
import { completedProfile } from '../completed-profile';
import { TooManyContradictions } from '../contradictions';
import { type FitProgress, type FitResult, fitDocument } from '../fit-document';
import { type Pairing } from '../pairings';
import { type DepartmentProfile, profileOf } from '../profiles';
import { type PublishedDocument, type PublishedFile, readPublishedDocument } from '@yujue/published';
import { type FittedManifest, datasetFiles } from './dataset-files';
import { type FiledRow, type FittedPaper, lineRows } from './dataset-rows';
import { earlierRows } from './earlier-figures';
import { registerRows } from './register-rows';
import { settled } from './settle-year';

/** What the reading and the fit go by. */
export interface IntakeRules {
  readonly editions: readonly Edition[];
  readonly catalogueOf: (year: number) => Catalogue;
  readonly profiles: readonly DepartmentProfile[];
  readonly pairings: readonly Pairing[];
  /** 情况说明 of an edition, which names the figures of the year before that the document may give; null without one. */
  readonly narrativeOf: (edition: Edition) => Narrative | null;
}

export type IntakeProgress =
  FitProgress | { readonly phase: '读取' | '写入'; readonly done: number; readonly total: number };

/** The file that a year is fitted to, by its name and its content. */
export const sourceOf = ({ name, bytes }: PublishedFile): FittedManifest['source'] => ({
  file: name,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** A published document taken in: what was read, what was fitted to it, and the dataset's files by name. */
export interface Intake {
  readonly document: PublishedDocument;
  readonly fit: FitResult;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads a published document, fits a ledger to its figures and writes it as a dataset of the given name (ADR 0007).
 * Throws what the reader and the fit throw.
 */
export async function takeIn(
  file: PublishedFile,
  dataset: string,
  rules: IntakeRules,
  onProgress: (progress: IntakeProgress) => void,
): Promise<Intake> {
  onProgress({ phase: '读取', done: 0, total: 1 });
  const document = await readPublishedDocument(file, rules.editions);
  return fitAndFile(document, sourceOf(file), dataset, rules, onProgress);
}

/** The same for a document that has been read already. */
export async function fitAndFile(
  document: PublishedDocument,
  source: FittedManifest['source'],
  dataset: string,
  { editions, catalogueOf, profiles, pairings, narrativeOf }: IntakeRules,
  onProgress: (progress: IntakeProgress) => void,
): Promise<Intake> {
  const edition = editions.find(({ edition: id }) => id === document.edition)!;
  const catalogue = catalogueOf(document.fiscalYear);
  const profile = profileOf(document.publisher, profiles);
  const fit = await fitDocument({ document, edition, catalogue, profile, pairings }, onProgress).catch(
    (error: unknown) => {
      if (!(error instanceof TooManyContradictions)) throw error;
      const unread = document.problems.map(({ message }) => message);
      // What was assumed of unknown units is as likely a cause as what could not be read.
      const { assumptions } = completedProfile(profile, document, edition, catalogue);
      throw new TooManyContradictions([...unread, ...assumptions]);
    },
  );
  const manifest = manifestOf(dataset, source, edition, document, fit);
  const narrative = narrativeOf(edition);
  const earlier = narrative ? earlierRows({ document, fit, catalogue, narrative, file: source.file }) : [];
  const rows = [
    ...projectRows(fit),
    ...moneyRows(fit.facts, edition, document),
    ...listRows(document, edition, fit),
    ...earlier,
  ];
  return { document, fit, files: datasetFiles(manifest, rows) };
}

function manifestOf(
  dataset: string,
  source: FittedManifest['source'],
  edition: Edition,
  document: PublishedDocument,
  { profile, facts }: FitResult,
): FittedManifest {
  const { code, name, authority } = profile;
  const used = new Set(facts.map(({ line }) => line.unit));
  return {
    dataset,
    title: `${name} ${document.fiscalYear} 年度（由${edition.title}拟合）`,
    fiscalYear: document.fiscalYear,
    department: { code, name, ...(authority !== null && { authority }) },
    units: profile.units.flatMap(({ code: unit, name: called, kind }) =>
      used.has(unit) ? [{ code: unit, name: called, kind }] : [],
    ),
    editions: [edition.edition],
    closing: edition.kind === 'final' ? 'year' : 'none',
    basis: 'fitted',
    source,
  };
}

const projectRows = ({ projects }: FitResult): FiledRow[] =>
  projects.map(({ code, name, category, words }) => ({
    file: '项目.csv',
    row: {
      项目编码: code,
      项目名称: name,
      上级项目编码: '',
      项目类别: category || '未分类',
      绩效目标: words['goal'] ?? '',
      项目内容: words['content'] ?? '',
      绩效指标: words['indicators'] ?? '',
    },
  }));

/** 年度总体目标 and 绩效指标 that the document lists, kept by the department as a whole. */
const listRows = ({ tables }: PublishedDocument, edition: Edition, { profile }: FitResult): FiledRow[] =>
  tables.flatMap(({ no, lists = [] }) => {
    const definitions = edition.tables.find((table) => table.no === no)?.lists ?? [];
    return lists.flatMap(({ title, rows }) => {
      const definition = definitions.find((each) => each.title === title);
      if (!definition) return [];
      return rows.map((texts, index) => ({
        file: LIST_FILES[definition.each],
        row: {
          编号: String(index + 1).padStart(3, '0'),
          预算单位: profile.code,
          ...Object.fromEntries(definition.columns.map(({ text }, at) => [LIST_COLUMNS[text], texts[at] ?? ''])),
        },
      }));
    });
  });

const LIST_FILES: Readonly<Record<ListSource, string>> = {
  performanceGoals: '年度目标.csv',
  performanceTargets: '绩效指标.csv',
};

const LIST_COLUMNS: Readonly<Record<ListText, string>> = {
  goal: '目标',
  level1: '一级指标',
  level2: '二级指标',
  name: '三级指标',
  target: '目标值',
};

/** The year's closing needs every line at zero, so a final's unused authority lapses (ARCHITECTURE.md, the two books). */
function moneyRows(facts: readonly LineFacts[], edition: Edition, { fiscalYear }: PublishedDocument): FiledRow[] {
  const paper: FittedPaper = {
    fiscalYear,
    documentNo: `拟合-${edition.edition}`,
    reason: `由公布的《${edition.title}》拟合，不是单位的原始凭证`,
  };
  const entries = facts.filter(({ line }) => line.entry !== null);
  const lines = facts.filter(({ line }) => line.entry === null);
  return [
    ...lines.flatMap((fact) => lineRows(edition.kind === 'final' ? settled(fact) : fact, paper)),
    ...registerRows(entries, paper),
  ];
}
