import { asTyped } from './invocation';

const BY_NPX = { npm_lifecycle_event: 'npx', npm_lifecycle_script: "'yujue'" };

describe('提示中的命令，照着就能运行', () => {
  it.each([
    ['请先运行 yujue load <文件夹>。', '请先运行 npx yujue load <文件夹>。'],
    ['用法： yujue [选项] <命令>', '用法： npx yujue [选项] <命令>'],
    ['用法见 yujue --help 或 yujue <命令> --help。', '用法见 npx yujue --help 或 npx yujue <命令> --help。'],
    ['npx yujue load x', 'npx yujue load x'],
    ['已写入 /data/yujue load.csv。', '已写入 /data/yujue load.csv。'],
    ['数据目录：/data/.yujue', '数据目录：/data/.yujue'],
  ])('由 npx 启动时：%s', (text, typed) => expect(asTyped(text, BY_NPX)).toBe(typed));

  it.each([
    ['直接启动', {}],
    ['由 npx 启动的别的程序所启动', { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'jest' }],
    ['由 npm run 启动', { npm_lifecycle_event: 'start', npm_lifecycle_script: 'yujue load x' }],
  ])('%s时不加 npx', (_how, env) => expect(asTyped('yujue load x', env)).toBe('yujue load x'));
});
