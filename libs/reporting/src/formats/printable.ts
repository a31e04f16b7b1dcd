/** What is written instead of a character that no file can contain. */
const REPLACEMENT = '\uFFFD';

/** Controls but for tab and line ends, halves of surrogate pairs, and noncharacters: XML has no way to write them. */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * Text as a file can hold it. Names that are recorded today have no such characters; those of an older log, of a layout or of
 * a catalogue may, and one of them would make a whole workbook unreadable.
 */
export const printable = (text: string): string => text.replace(UNPRINTABLE, REPLACEMENT);

/** True for text that every reader of files can read. */
export const isPrintable = (text: string): boolean => text.search(UNPRINTABLE) === -1;
