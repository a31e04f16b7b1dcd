import { REGISTERS } from '@yujue/ledger';
import { type Complaint } from '../edition/complaint';
import { type Edition } from '../edition/edition';
import { BASIC_MEASURES, type Terms, parseMeasure } from '../edition/measure-expression';
import { type Narrative } from './narrative';
import { type NarrativeFile, type SectionDefinition, type SentenceDefinition } from './narrative-schema';
import { type Segment, type Term, parseTemplate } from './template';
import { AS_OF, STATED, WORDS } from './words';

type Path = readonly PropertyKey[];
type Resolved = Pick<Narrative, 'terms' | 'reasonTerms' | 'templates'> & { readonly complaints: readonly Complaint[] };

/** Resolves every measure and template of a narrative, and checks that everything its sentences name exists. */
export function resolveNarrative(narrative: NarrativeFile, edition: Edition): Resolved {
  const resolver = new Resolver(narrative, edition);
  resolver.head();
  narrative.sections.forEach((section, index) => resolver.section(section, ['sections', index]));
  const { terms, templates, complaints } = resolver;
  return { terms, templates, complaints, reasonTerms: terms.get(narrative.reasons.of) ?? {} };
}

class Resolver {
  readonly terms = new Map<string, Terms>();
  readonly templates = new Map<string, readonly Segment[]>();
  readonly complaints: Complaint[] = [];
  private readonly measures: Map<string, Terms>;

  constructor(
    private readonly narrative: NarrativeFile,
    edition: Edition,
  ) {
    this.measures = new Map(BASIC_MEASURES);
    for (const [name, expression] of Object.entries(edition.measures)) {
      this.measures.set(name, parseMeasure(expression, this.measures));
    }
  }

  /** What the file says before its sections. */
  head(): void {
    const { reasons, score, emptyIsZero, tallies } = this.narrative;
    this.measure(reasons.of, ['reasons', 'of']);
    if (score) for (const key of ['amount', 'base'] as const) this.measure(score[key], ['score', key]);
    emptyIsZero.forEach((measure, index) => this.measure(measure, ['emptyIsZero', index]));
    for (const [name, { register, sum, where, noneWithout }] of Object.entries(tallies)) {
      const path = ['tallies', name];
      const fields = Object.keys(REGISTERS[register].shape);
      if (sum !== undefined) this.oneOf(fields, sum, [...path, 'sum'], '字段');
      for (const field of Object.keys(where)) this.oneOf(fields, field, [...path, 'where', field], '字段');
      if (!noneWithout) continue;
      this.subject(noneWithout.subject, [...path, 'noneWithout', 'subject']);
      this.measure(noneWithout.measure, [...path, 'noneWithout', 'measure']);
    }
  }

  section({ sentences, sections = [] }: SectionDefinition, path: Path): void {
    sentences.forEach((sentence, index) => this.sentence(sentence, [...path, 'sentences', index]));
    sections.forEach((section, index) => this.section(section, [...path, 'sections', index]));
  }

  private sentence({ id, text, of, each, atLeast = {}, sentences = [] }: SentenceDefinition, path: Path): void {
    if (this.templates.has(id)) this.complain([...path, 'id'], `句子 ${id} 重复`);
    this.templates.set(id, this.template(text, [...path, 'text']));
    if (of !== undefined) this.subject(of, [...path, 'of']);
    if (Array.isArray(each)) each.forEach((name, index) => this.subject(name, [...path, 'each', index]));
    for (const measure of Object.keys(atLeast)) this.measure(measure, [...path, 'atLeast', measure]);
    sentences.forEach((sentence, index) => this.sentence(sentence, [...path, 'sentences', index]));
  }

  private template(text: string, path: Path): Segment[] {
    try {
      const segments = parseTemplate(text);
      for (const segment of segments) {
        if (typeof segment === 'string') continue;
        this.term(segment.term, path);
        if (segment.compared) this.term(segment.compared.base, path);
      }
      return segments;
    } catch (error) {
      this.complain(path, (error as Error).message);
      return [];
    }
  }

  private term({ subject, quantity }: Term, path: Path): void {
    if (subject === STATED || subject === AS_OF) return;
    if (subject !== null) this.subject(subject, path);
    const { earlier, tallies } = this.narrative;
    if (!WORDS.includes(quantity) && quantity !== earlier && !tallies[quantity]) this.measure(quantity, path);
  }

  private subject(name: string, path: Path): void {
    this.oneOf(Object.keys(this.narrative.subjects), name, path, '主体');
  }

  private measure(expression: string, path: Path): void {
    try {
      this.terms.set(expression, parseMeasure(expression, this.measures));
    } catch (error) {
      this.complain(path, (error as Error).message);
    }
  }

  private oneOf(known: readonly string[], name: string, path: Path, what: string): void {
    if (!known.includes(name)) this.complain(path, `没有${what}“${name}”；可用：${known.join('、')}`);
  }

  private complain(path: Path, message: string): void {
    this.complaints.push({ path, message });
  }
}
