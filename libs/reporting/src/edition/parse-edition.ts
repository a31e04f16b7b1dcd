import { type Document, LineCounter, type Node, isAlias, isMap, isNode, isPair, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Complaint } from './complaint';
import { type Edition } from './edition';
import { EditionError } from './edition-error';
import { editionSchema } from './edition-schema';
import { resolveEdition } from './resolve-edition';

/**
 * Reads an edition from the text of its YAML file; `file` only names it in messages.
 *
 * @throws EditionError naming every place that is wrong by line, and what was expected there: first of YAML, then of
 * form, then of sense (an unknown measure, a check on a table that is not there).
 */
export function parseEdition(text: string, file: string): Edition {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new EditionError(
      file,
      document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        path: '',
        message: `不是合格的 YAML：${error.message.split('\n')[0] ?? ''}`,
      })),
    );
  }
  const fail = (complaints: readonly Complaint[]) =>
    new EditionError(
      file,
      complaints.map(({ path, message }) => ({
        line: lines.linePos(offsetOf(document, path)).line,
        path: z.core.toDotPath(path),
        message,
      })),
    );

  const parsed = editionSchema.safeParse(document.toJS(), { error: inChinese });
  if (!parsed.success) throw fail(parsed.error.issues.map(complaintOf));
  const resolved = resolveEdition(parsed.data);
  if (resolved.complaints.length > 0) throw fail(resolved.complaints);
  return { ...parsed.data, terms: resolved.terms };
}

// The locale is given per call: a library must not change zod's messages for the whole program.
const { localeError } = z.locales.zhCN();

const inChinese: z.core.$ZodErrorMap = (issue) => (issue.input === undefined ? '缺少此项' : localeError(issue));

/** A key that nobody knows is told at the key, not at the whole that it stands in. */
const complaintOf = (issue: z.core.$ZodIssue): Complaint => ({
  path: issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
  message: issue.message,
});

/** Where the deepest node on a path begins; a key that is missing is told at the map that lacks it. */
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
