/** A hash in hexadecimal as PostgreSQL reads a `bytea`. */
export const toBytea = (hex: string): string => `\\x${hex}`;

/** A `bytea` as PostgreSQL prints it, in hexadecimal. */
export const fromBytea = (text: string): string => text.slice('\\x'.length);
