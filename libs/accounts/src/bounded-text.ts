/** What a client says of itself is kept for people to read: on one line, and no longer than its column. */
export const boundedText = (text: string, charsMax: number): string =>
  [...text.slice(0, 2 * charsMax).replace(/\p{Cc}/gu, ' ')].slice(0, charsMax).join('');

export const ADDRESS_CHARS_MAX = 64;
export const USER_AGENT_CHARS_MAX = 200;
