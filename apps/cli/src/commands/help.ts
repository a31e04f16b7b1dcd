import { type Command } from 'commander';
import { UsageError } from '../failure';

/** `yujue help [command...]`: what `--help` after these commands prints. */
export function addHelp(program: Command): void {
  program
    .command('help')
    .argument('[command...]', '命令，例如 list load；不写则列出全部命令')
    .description('显示命令的用法')
    .addHelpText('after', '\n示例：\n  yujue help report\n  yujue help list load')
    .action(async (names: readonly string[]) => {
      let command = program;
      for (const name of names) {
        const next = command.commands.find((each) => each.name() === name || each.aliases().includes(name));
        if (!next && command.commands.length === 0) throw new UsageError(`没有命令 ${names.join(' ')}。`);
        // commander refuses it, with the names that are near to it.
        if (!next) return command.parseAsync([name], { from: 'user' }).then(() => undefined);
        command = next;
      }
      command.help();
    });
}
