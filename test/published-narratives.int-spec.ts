import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fen, parseYuan } from '@yujue/money';
import { type RegisterEntry } from '@yujue/facts';
import { type Narrative, composeNarrative, parseNarrative, sentencesOf } from '@yujue/reporting';
import { parse } from 'csv-parse/sync';
import { type FitResult, earlierRows, fitDocument } from '@yujue/fitting';
import { type PublishedEdition, fitInputOf } from '@yujue/fitting/testing';
import { readPublishedDocument } from '@yujue/published';
import { publishedText } from '@yujue/published/testing';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A number of a published text: equal to the generated one of this id, or different, or not there, for a cause. */
interface PublishedNumber {
  readonly id: string;
  readonly printed: string | null;
  readonly cause?: string;
}

/** Figures of the year before, as a dataset's 上年决算.csv gives them. */
function earlierFigures(edition: PublishedEdition): Map<string, Fen> {
  const text = read(`test/fixtures/published/${edition}.上年决算.csv`);
  const rows: { 指标口径: string; 金额: string }[] = parse(text, { columns: true, bom: true });
  return new Map(rows.map((row) => [row.指标口径, parseYuan(row.金额)]));
}

/** Figures that no table and no other register has, as a dataset's 说明数.csv gives them. */
function statements(edition: PublishedEdition): RegisterEntry<'statements'>[] {
  const text = read(`test/fixtures/published/${edition}.说明数.csv`);
  const rows: Record<'编号' | '预算单位' | '指标口径' | '数值' | '单位' | '截止日期' | '来源', string>[] = parse(text, {
    columns: true,
    bom: true,
  });
  return rows.map((row) => ({
    owner: row.预算单位,
    entryNo: row.编号,
    content: {
      key: row.指标口径,
      value: row.数值,
      unit: row.单位,
      asOf: row.截止日期 || null,
      source: row.来源,
    },
  }));
}

const narrativeOf = (edition: PublishedEdition): Narrative =>
  parseNarrative(read(`libs/reporting/narratives/${edition}.yaml`), edition, fitInputOf(edition).edition);

/** Figures of the year before that follow from the document's own sentences, as an intake finds them. */
async function earlierTold(edition: PublishedEdition, fit: FitResult): Promise<(readonly [string, Fen])[]> {
  const { edition: tables, catalogue } = fitInputOf(edition);
  const file = publishedText(edition);
  const document = await readPublishedDocument(file, [tables]);
  const rows = earlierRows({ document, fit, catalogue, narrative: narrativeOf(edition), file: file.name });
  return rows.map(({ row }) => [row['指标口径']!, parseYuan(row['金额']!)]);
}

/** The numbers of the text that is made from a ledger fitted to the document's tables. */
function generated(edition: PublishedEdition, { facts, directory }: FitResult): Map<string, string> {
  const { catalogue, document } = fitInputOf(edition);
  const composed = composeNarrative(narrativeOf(edition), {
    report: { facts, catalogue, directory },
    year: document.fiscalYear,
    comparatives: earlierFigures(edition),
    registers: {
      ...{ vehicles: [], trips: [], receptions: [], largeAssets: [], procurements: [], evaluations: [] },
      statements: statements(edition),
    },
    journal: [],
    fittedTo: null,
  });
  const numbers = sentencesOf(composed).flatMap((sentence) => sentence.numbers);
  return new Map(numbers.map(({ id, direction = '', printed }) => [id, `${direction}${printed}`]));
}

describe.each(['gz-2021-unit-budget', 'gz-2026-budget', 'qy-2025-budget', 'sz-2023-unit-budget'] as const)(
  '%s：由公开表拟合的账、上年数和说明数生成的情况说明',
  (edition) => {
    const published = JSON.parse(read(`test/fixtures/published/${edition}.narrative.json`)) as PublishedNumber[];
    let fit: FitResult;
    let numbers: ReadonlyMap<string, string>;
    beforeAll(async () => {
      fit = await fitDocument(fitInputOf(edition));
      numbers = generated(edition, fit);
    });

    it('公开正文中的数，能由表、上年数和说明数得出的都相同', () => {
      const same = published.filter(({ cause }) => cause === undefined);
      expect(same.map(({ id }) => [id, numbers.get(id)])).toEqual(same.map(({ id, printed }) => [id, printed]));
    });

    it('生成的数都在公开正文中，正文没有的也列明原因', () => {
      const known = new Set(published.map(({ id }) => id));
      expect([...numbers.keys()].filter((id) => !known.has(id))).toEqual([]);
    });

    it('不同的都列明原因；除尾差外，没有一个其实相同', () => {
      const different = published.filter(({ cause }) => cause !== undefined && !cause.startsWith('尾差'));
      expect(different.filter(({ id, printed }) => numbers.get(id) === printed)).toEqual([]);
    });

    it('正文说的上年增减，推出的上年数与录入的相同', async () => {
      const told = await earlierTold(edition, fit);
      const known = earlierFigures(edition);
      // Shenzhen's states most changes in sentences that do not name the amount; the others name it in all of theirs.
      expect(told).toHaveLength(edition === 'sz-2023-unit-budget' ? 1 : known.size);
      expect(told).toEqual(told.map(([key]) => [key, known.get(key)]));
    });

    if (edition === 'sz-2023-unit-budget') {
      it('“三公”经费增长 45 ÷ 7.68，为 586%；文件印的 563% 是用取整后的 8 相除', () =>
        expect(numbers.get('三公/预算数 比 上年预算#增减率')).toBe('586%'));
    }
  },
);
