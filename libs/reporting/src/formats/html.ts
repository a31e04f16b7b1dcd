import { printable } from './printable';

/** A piece of HTML that is safe to print. */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => printable(text).replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

type Part = Html | string | number | null | readonly Html[];

/** Writes HTML; every text that is put in is escaped, and only pieces made by this tag are taken as they are. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + piece + written(parts[index] ?? null), ''));
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(({ text }: Html) => text).join('\n') : escape(String(part));
}

const STYLE = `
  body { font-family: "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #222; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
  h1 { font-size: 1.3rem; text-align: center; } h2 { font-size: 1.1rem; text-align: center; margin-top: 3rem; }
  .head { display: flex; justify-content: space-between; font-size: .9rem; margin: .3rem 0; }
  table { border-collapse: collapse; width: 100%; font-size: .9rem; }
  th, td { border: 1px solid #999; padding: .2rem .5rem; } th { background: #f4f4f1; font-weight: 600; }
  td.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } td.no { text-align: center; color: #777; }
  td.name, td.words { white-space: pre-wrap; } td.name { min-width: 8rem; } td.words { font-size: .9em; }
  section { overflow-x: auto; } tr.subtotal td { font-weight: 600; background: #fafaf7; }
  a { color: inherit; text-decoration: none; border-bottom: 1px dotted #888; } a:hover { color: #1a5fb4; }
  .band { background: #fdecea; border-left: .4rem solid #b3261e; padding: .5rem .8rem; overflow-wrap: anywhere; }
  .notes { font-size: .85rem; margin: .4rem 0; }
  nav { font-size: .9rem; line-height: 1.9; } nav a { margin-right: .8rem; } nav b { margin-right: .8rem; }
  footer { font-size: .7rem; color: #777; margin-top: 2rem; }
  @page { size: A4 landscape; margin: 12mm; }
  @media print { nav { display: none; } body { margin: 0; max-width: none; padding: 0; font-size: .7rem; } h1 { margin: 0; }
    section { overflow: visible; } table.sheet { table-layout: fixed; font-size: var(--size); }
    th, td { padding: .08rem .2rem; } td.name { min-width: 0; } th, td.words { overflow-wrap: anywhere; } .notes { break-before: avoid; }
    h2 { break-before: page; margin-top: 0; } section:first-of-type h2 { break-before: avoid; } thead { display: table-header-group; } tr { break-inside: avoid; } tr:has(td[rowspan]) { break-inside: auto; } a { border: 0; } }
`;

/** Says in a few words what is incomplete, for places without room for the warnings themselves. */
export const warningMark = (warnings: readonly string[]): string => {
  const marks = warnings.map((warning) => /^[^：（]*/.exec(warning)![0]);
  return marks.find((mark) => mark !== OF_DOCUMENTS) ?? OF_DOCUMENTS;
};

/** 单据 that cannot take a step change no figure, so a warning about missing figures takes precedence. */
const OF_DOCUMENTS = '单据不全';

/** The band above everything that lacks something. */
export const warningBand = (warnings: readonly string[] = []): Html =>
  html`${warnings.map((warning) => html`<p class="band" role="alert">${warning}</p>`)}`;

/** A whole page that needs nothing but itself; `head` goes into its head. */
export function htmlPage(title: string, body: Html, head: Html | null = null): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${head}
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
