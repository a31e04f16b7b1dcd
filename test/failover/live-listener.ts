/** An open screen: receives which years change, until its connection ends. */
export class LiveListener {
  /** Position of the last change received, by the code of its unit. */
  readonly heard = new Map<string, string>();
  /** True once the connection has ended; a screen would have to open it again. */
  hasEnded = false;

  private constructor(
    body: ReadableStream<Uint8Array>,
    private readonly closing: AbortController,
  ) {
    this.listen(body).catch(() => (this.hasEnded = true));
  }

  static async open(api: string): Promise<LiveListener> {
    const closing = new AbortController();
    const response = await fetch(`${api}/api/v1/events`, { signal: closing.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
    return new LiveListener(response.body, closing);
  }

  close(): void {
    this.closing.abort();
  }

  private async listen(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) this.take(line);
    }
    this.hasEnded = true;
  }

  private take(line: string): void {
    if (!line.startsWith('data:')) return;
    const { owner, position } = JSON.parse(line.slice('data:'.length)) as { owner?: string; position?: string };
    if (owner !== undefined && position !== undefined) this.heard.set(owner, position);
  }
}
