import { ConfigurationError, UserError } from '@yujue/application';
import { ReportError } from '@yujue/reporting';
import { CommanderError } from 'commander';
import { Failure, UsageError } from './failure';
import { Interrupted } from './interruption';
import { outcomeOf } from './outcome';

describe('退出码与说明', () => {
  it.each([
    ['用法有误', new UsageError('--year 应为四位年份。'), 2, '--year 应为四位年份。'],
    ['环境变量有误', new ConfigurationError('PORT 应为 1–65535 的整数。'), 2, 'PORT 应为 1–65535 的整数。'],
    ['未通过', new Failure('勾稽检查未通过：1 处错误。'), 1, '勾稽检查未通过：1 处错误。'],
    ['报表中没有', new ReportError('ROW_NOT_FOUND', '没有这一行。', ['甲', '乙']), 1, '没有这一行。可选：甲、乙。'],
    ['Ctrl-C', new Interrupted('SIGINT'), 130, '已中断。'],
    ['SIGTERM', new Interrupted('SIGTERM'), 143, '已中断。'],
    ['只写 yujue 时显示用法', new CommanderError(1, 'commander.help', '(outputHelp)'), 0, ''],
    ['读者离开', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), 0, ''],
  ])('%s', (_what, error, exitCode, message) => expect(outcomeOf(error)).toEqual({ exitCode, message }));

  it('被拒绝时逐条列出', () =>
    expect(
      outcomeOf(new UserError('DATASET_INVALID', '有 2 处问题。', { details: ['第 1 行。', '第 2 行。'] })),
    ).toEqual({
      exitCode: 1,
      message: '有 2 处问题。\n第 1 行。\n第 2 行。',
    }));

  it('程序自身的错误只有一句话，没有调用栈', () => {
    const { exitCode, message } = outcomeOf(new TypeError('x is not a function'));
    expect(exitCode).toBe(1);
    expect(message).toMatch(/^程序出错：x is not a function。[^\n]*$/);
  });
});
