/** A hash as PostgreSQL prints a `bytea`, to plain hexadecimal. */
export const fromBytea = (text: string): string => text.slice('\\x'.length);
