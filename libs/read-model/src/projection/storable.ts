/** A text as PostgreSQL can hold it, for those who tell about what it cannot: without U+0000 and halves of characters. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
