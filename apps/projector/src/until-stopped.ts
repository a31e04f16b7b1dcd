/** Aborts at Ctrl-C or when a supervisor asks the process to end; the second signal ends it as it is. */
export function untilStopped(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}
