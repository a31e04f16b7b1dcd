import { execFileSync } from 'node:child_process';
import { createProgram } from '../program';
import { offersOf } from './offers';
import { completionScript } from './scripts';

const offers = offersOf(createProgram());

/** What bash offers where the cursor is after the last of these words. */
function offeredByBash(...words: string[]): string[] {
  const typed = ['yujue', ...words].map((word) => `'${word}'`).join(' ');
  const press = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _yujue; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const script = `${completionScript('bash', offers)}\n${press}`;
  return execFileSync('bash', ['--noprofile', '--norc', '-c', script], { encoding: 'utf8' }).trim().split('\n');
}

describe('bash 的命令补全', () => {
  it.each([
    ['命令', ['re'], ['report', 'rebuild']],
    ['下级命令', ['list', ''], ['template', 'preview', 'load']],
    ['旧名的下级命令', ['sheet', 'pre'], ['preview']],
    ['选项', ['report', 'gz-2020-final', '--de'], ['--department']],
    ['选项的取值', ['execution', '--by', 'f'], ['function', 'fund']],
    ['中文取值', ['list', 'load', 'a.xlsx', '--kind', '支'], ['支付']],
    ['参数的取值', ['list', 'template', ''], ['指标', '调整', '支付', '项目', '单位', '科目']],
    ['文件名留给 bash', ['load', ''], ['']],
    ['选项的文件也留给 bash', ['list', 'template', '支付', '--out', ''], ['']],
  ])('%s', (_what, words, expected) => expect(offeredByBash(...words)).toEqual(expected));
});

describe('zsh 的命令补全', () => {
  it('含有同样的命令、选项和取值', () => {
    const names = (shell: 'bash' | 'zsh') => completionScript(shell, offers).match(/^.* (command|offered)='.*$/gm);
    expect(names('zsh')?.filter((line) => !line.includes('local '))).toEqual(
      names('bash')?.filter((line) => !line.includes('local ')),
    );
    expect(names('zsh')?.length).toBeGreaterThan(50);
  });
});
