import { WriteStream } from 'node:tty';
import { inRed, showsColour } from './colour';

/** A terminal under an environment; Node's own rule decides. */
const terminal = (env: object) => ({
  isTTY: true,
  hasColors: () => WriteStream.prototype.getColorDepth(env) > 2,
});

describe('颜色', () => {
  it('只在终端上', () => {
    expect(inRed('错', terminal({ TERM: 'xterm-256color' }))).toBe('\u001b[31m错\u001b[39m');
    expect(inRed('错', {})).toBe('错');
  });

  it.each([
    ['NO_COLOR', { TERM: 'xterm-256color', NO_COLOR: '1' }],
    ['TERM=dumb', { TERM: 'dumb' }],
  ])('设了 %s 时没有', (_what, env) => expect(showsColour(terminal(env))).toBe(false));
});
