/** A server accepts calls and does not answer them: it is frozen, or the connection is dead and looks alive. */
export class SilenceError extends Error {
  constructor(ms: number) {
    super(`no answer for ${ms / 1_000} seconds`);
  }
}

/**
 * Resolves as the call does; rejects with SilenceError after `ms`. The client itself waits forever for an answer that was
 * lost with a cut connection.
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
