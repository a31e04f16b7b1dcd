import { setTimeout as sleep } from 'node:timers/promises';
import { type Standing } from '@yujue/application';
import { sentenceOfStop } from '@yujue/facts';

const LOOK_EVERY_MS = 5_000;

/** Says how the read model stands whenever that changes in kind, until `stopped` aborts. */
export async function tellChanges(
  look: () => Promise<Standing>,
  say: (line: string) => void,
  stopped: AbortSignal,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<void> {
  let told = '';
  while (!stopped.aborted) {
    const state = await look().then(stateOf, unreachable);
    if (state.kind !== told) say(state.sentence);
    told = state.kind;
    await sleep(lookEveryMs, undefined, { signal: stopped }).catch(() => undefined);
  }
}

/** The databases come back by themselves or by somebody's hand; the projector waits for them. */
function unreachable(error: unknown): { kind: string; sentence: string } {
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'unreachable', sentence: `数据库暂时无法访问（${reason}），恢复后自动继续。` };
}

/** Two states are of a kind when nobody needs to be told of the second. */
function stateOf({ error, behind, events, stopped, logBreak }: Standing): { kind: string; sentence: string } {
  if (logBreak !== null) return { kind: logBreak, sentence: logBreak };
  if (error !== null) return { kind: error, sentence: `报表数据停止更新：${error}` };
  if (behind) return { kind: 'behind', sentence: `报表数据正在跟上账目，已含 ${events} 个事件。` };
  if (stopped.length > 0) {
    const streams = stopped.map(({ stream }) => stream).join(' ');
    return {
      kind: `stopped ${streams}`,
      sentence: `报表数据已跟上账目，但不全：${stopped.map(sentenceOfStop).join('；')}`,
    };
  }
  return { kind: 'level', sentence: `报表数据与账目一致，已含 ${events} 个事件。` };
}
