import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type SheetQuestion, UserError } from '@yujue/application';

/** So many previewed files wait for their load button; they are up to 32 MB each. */
const HELD_MAX = 8;
const HELD_MS = 30 * 60_000;

/**
 * Files between their preview and their loading, so that nobody has to choose a file twice. In memory only: whoever
 * previewed knows the random token, and after a restart a file is uploaded again.
 */
@Injectable()
export class HeldUploads {
  private readonly held = new Map<string, { readonly question: SheetQuestion; readonly at: number }>();

  hold(question: SheetQuestion): string {
    const now = Date.now();
    for (const [token, { at }] of this.held)
      if (now - at > HELD_MS || this.held.size >= HELD_MAX) this.held.delete(token);
    const token = randomUUID();
    this.held.set(token, { question, at: now });
    return token;
  }

  /** Throws UserError UPLOAD_GONE when the file is no longer held. */
  find(token: string): SheetQuestion {
    const found = this.held.get(token);
    if (found) return found.question;
    throw new UserError('UPLOAD_GONE', '预览已过期，未导入任何数据。请重新选择文件预览。', 404);
  }
}
