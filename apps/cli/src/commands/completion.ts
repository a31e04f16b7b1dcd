import { Argument, type Command } from 'commander';
import { completionScript, SHELLS, type Shell } from '../completion/scripts';
import { offersOf } from '../completion/offers';
import { UsageError } from '../failure';
import { print } from '../terminal/output';

/** `yujue completion bash|zsh`: the script by which a shell completes commands, options and their values. */
export function addCompletion(program: Command): void {
  const shell = new Argument('<shell>', SHELLS.join(' 或 ')).argParser((text: string) => {
    if (SHELLS.some((known) => known === text)) return text;
    throw new UsageError(`应为 ${SHELLS.join(' 或 ')}，实为“${text}”。`);
  });
  shell.argChoices = [...SHELLS];
  program
    .command('completion')
    .addArgument(shell)
    .description('输出命令补全的脚本，供 bash 或 zsh 使用')
    .addHelpText(
      'after',
      `
示例：
  yujue completion bash >> ~/.bashrc
  yujue completion zsh >> ~/.zshrc

补全的是命令 yujue（npm link 或 npm install -g 之后），以 npx 启动的不补全。`,
    )
    .action((chosen: Shell) => print(completionScript(chosen, offersOf(program))));
}
