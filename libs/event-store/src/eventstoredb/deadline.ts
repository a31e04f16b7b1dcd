/**
 * What a call of the client answers, or a rejection with `lateAs()` after `ms`. The client never stops waiting for an answer that
 * a cut connection swallowed.
 */
export async function withDeadline<Answer>(answer: Promise<Answer>, ms: number, lateAs: () => Error): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(lateAs()), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a read says that got no answer. */
export const noAnswer = (ms: number): Error => new Error(`没有应答，已等候 ${ms / 1_000} 秒`);
