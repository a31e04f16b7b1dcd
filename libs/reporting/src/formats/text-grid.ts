/** Wide characters of East Asian scripts: CJK, kana, Hangul, full-width forms, ideographic punctuation, and “”——…. */
const WIDE =
  /[\u1100-\u115f\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns a text takes on a terminal, where a Chinese character takes two. */
export const displayWidth = (text: string): number =>
  [...text].reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0);

/** A text on one line, cut to a width with `…` at its end. */
export function shortened(text: string, width: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (displayWidth(line) <= width) return line;
  let kept = '';
  for (const char of line) {
    if (displayWidth(`${kept}${char}…`) > width) break;
    kept += char;
  }
  return `${kept}…`;
}

export type Alignment = 'left' | 'right';

const pad = (text: string, width: number, alignment: Alignment): string => {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return alignment === 'left' ? text + blanks : blanks + text;
};

/** Lines of a table for a terminal: headers, a rule, and rows, with the columns aligned. */
export function textGrid(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string[] {
  const widths = headers.map((header, index) =>
    Math.max(displayWidth(header), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, index) => pad(cells[index] ?? '', width, alignments[index] ?? 'left'))
      .join('  ')
      .trimEnd();
  return [line(headers), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}
