import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type ListQuestion, UserError } from '@yujue/application';

/** Previewed files that wait for their load button, together; one is up to 32 MB. */
export const HELD_BYTES_MAX = 128 * 1024 * 1024;
export const HELD_FILES_MAX = 50;
const HELD_MS = 30 * 60_000;

/**
 * Files between their preview and their loading, so that nobody has to choose a file twice. In memory only: whoever
 * previewed knows the random token, and after a restart a file is uploaded again. A file that is held stays until it is
 * loaded or its time is over; if there is no room, the new file is refused and no earlier one is dropped.
 */
@Injectable()
export class HeldUploads {
  private readonly held = new Map<string, { readonly question: ListQuestion; readonly at: number }>();

  /** Throws UserError UPLOADS_FULL (503). */
  hold(question: ListQuestion, now = Date.now()): string {
    for (const [token, { at }] of this.held) if (now - at > HELD_MS) this.held.delete(token);
    const bytes = [...this.held.values()].reduce((sum, it) => sum + it.question.bytes.length, 0);
    if (this.held.size >= HELD_FILES_MAX || bytes + question.bytes.length > HELD_BYTES_MAX) {
      throw new UserError(
        'UPLOADS_FULL',
        '等待导入的预览文件已满。请先导入已预览的文件，或稍候再预览；急用时可用 yujue list load 导入。',
        { kind: 'unavailable' },
      );
    }
    const token = randomUUID();
    this.held.set(token, { question, at: now });
    return token;
  }

  /** Throws UserError UPLOAD_GONE when the file is no longer held. */
  find(token: string): ListQuestion {
    const found = this.held.get(token);
    if (found) return found.question;
    throw new UserError('UPLOAD_GONE', '预览已过期，未导入任何数据。请重新选择文件预览。');
  }

  /** Makes room: the file is loaded, or cannot be. */
  release(token: string): void {
    this.held.delete(token);
  }
}
