const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EACH_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

/** Whether PostgreSQL can store a text: it has no U+0000 and no half of a character. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

/** A text that PostgreSQL can store, for messages about one that it cannot. */
export const storable = (text: string): string => (isStorable(text) ? text : text.replace(EACH_UNSTORABLE, '\uFFFD'));
