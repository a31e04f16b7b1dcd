/**
 * A text as it is compared: without white space, with half-width signs and one kind of quotation mark. What people
 * call the same title is printed with （ or (, “ or ", and broken by blanks wherever a line ends.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[“”‘’"'「」]/g, '"');
}

/** A name as it is kept: no white space but between two words of Latin letters or digits. */
export function tidyName(text: string): string {
  return text.trim().replace(/(?<=\w)\s+(?=\w)|\s+/g, (blank, offset: number, whole: string) => {
    const between = /\w/.test(whole[offset - 1] ?? '') && /\w/.test(whole[offset + blank.length] ?? '');
    return between ? ' ' : '';
  });
}

/** How wide a text is printed, in half-width units: a Chinese character takes two. */
export function printedWidth(text: string): number {
  return [...text].reduce((width, character) => width + (character.charCodeAt(0) < 0x2000 ? 1 : 2), 0);
}
