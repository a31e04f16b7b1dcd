import { setTimeout as sleep } from 'node:timers/promises';

/** An open page: a connection that receives changes until its process stops. */
export class Screen {
  private heard = '';
  private hasEnded = false;

  static async open(url: string): Promise<Screen> {
    const response = await fetch(`${url}/api/v1/events`);
    const screen = new Screen();
    screen.listen(response).catch(() => (screen.hasEnded = true));
    return screen;
  }

  /** Whether it has received, or receives within the time, a change of the unit's year at or after a position. */
  async hears(owner: string, position: string, withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs;
    const isTold = () =>
      [...this.heard.matchAll(/^data: (\{"position".*\})$/gm)]
        .map(([, update]) => JSON.parse(update!) as { owner: string; position: string })
        .some((update) => update.owner === owner && update.position >= position);
    while (!isTold()) {
      if (this.hasEnded || performance.now() > until) return false;
      await sleep(10);
    }
    return true;
  }

  private async listen(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
      this.heard += decoder.decode(chunk, { stream: true });
    this.hasEnded = true;
  }
}
