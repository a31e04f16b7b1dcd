/** A text that PostgreSQL can store, for messages about one that it cannot: without U+0000 and halves of characters. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
