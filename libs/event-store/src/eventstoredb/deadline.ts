/** A server that takes calls and does not answer them: frozen, or behind a connection that is dead and looks alive. */
export class SilenceError extends Error {
  constructor(ms: number) {
    super(`no answer for ${ms / 1_000} seconds`);
  }
}

/**
 * What a call answers, or a rejection with SilenceError after `ms`. The client never stops waiting for an answer that a cut
 * connection swallowed.
 */
export async function withDeadline<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilenceError(ms)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
