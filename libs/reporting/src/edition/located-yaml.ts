import { type Document, LineCounter, type Node, isAlias, isMap, isNode, isPair, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Complaint } from './complaint';
import { EditionError } from './edition-error';

/** The text of a YAML file with the line of each part, so that a mistake is reported with its place. */
export class LocatedYaml {
  private readonly lines = new LineCounter();
  private readonly document: Document;

  /** `file` only names it in messages. Throws EditionError for a text that is not YAML. */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    const document = parseDocument(text, { lineCounter: this.lines });
    this.document = document;
    if (document.errors.length === 0) return;
    throw new EditionError(
      file,
      document.errors.map((error) => ({
        line: this.lines.linePos(error.pos[0]).line,
        path: '',
        message: `不是合格的 YAML：${error.message.split('\n')[0] ?? ''}`,
      })),
    );
  }

  /** The content in the form of a schema. Throws EditionError with every place that has another form. */
  as<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    const parsed = schema.safeParse(this.document.toJS(), { error: inChinese });
    if (!parsed.success) throw this.error(parsed.error.issues.map(complaintOf));
    return parsed.data;
  }

  /** What is wrong in the file, by its lines. */
  error(complaints: readonly Complaint[]): EditionError {
    return new EditionError(
      this.file,
      complaints.map(({ path, message }) => ({
        line: this.lines.linePos(offsetOf(this.document, path)).line,
        path: z.core.toDotPath(path),
        message,
      })),
    );
  }
}

// The locale is given per call: a library must not change zod's messages for the whole program.
const { localeError } = z.locales.zhCN();

const inChinese: z.core.$ZodErrorMap = (issue) => (issue.input === undefined ? '缺少此项' : localeError(issue));

/** An unknown key is reported at the key, not at the map that contains it. */
const complaintOf = (issue: z.core.$ZodIssue): Complaint => ({
  path: issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
  message: issue.message,
});

/** Where the deepest node on a path begins; a missing key is reported at the map that lacks it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    const within: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    const next = stepInto(within, key);
    if (!next) break;
    node = next.value;
    offset = next.offset;
  }
  return offset;
}

function stepInto(node: Node | null | undefined, key: PropertyKey): { value: Node | null; offset: number } | undefined {
  const item: unknown = isMap(node)
    ? node.items.find((pair) => isPair(pair) && String(pair.key) === String(key))
    : isSeq(node)
      ? node.items[Number(key)]
      : undefined;
  if (isPair(item)) {
    const begin = isNode(item.key) ? item.key.range?.[0] : undefined;
    return { value: isNode(item.value) ? item.value : null, offset: begin ?? 0 };
  }
  return isNode(item) ? { value: item, offset: item.range?.[0] ?? 0 } : undefined;
}
