import { type StoredEvent } from '@yujue/event-store';

/** An event that cannot be projected. The projection stops before it; nothing is skipped. */
export class UnprojectableEventError extends Error {
  /** The events of its page that stand before it and can be projected. */
  readonly before: readonly StoredEvent[];

  constructor(page: readonly StoredEvent[], index: number, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`投影停在${place(page[index])}之前：${reason}`, { cause });
    this.name = 'UnprojectableEventError';
    this.before = page.slice(0, index);
  }
}

const place = (event: StoredEvent | undefined): string =>
  event ? `位置 ${event.position}，${event.stream} 第 ${event.revision} 号事件 ${event.type}` : '未知位置';
