import { type Command, type CommanderError, Help, type HelpConfiguration } from 'commander';

const english = new Help();

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** commander's help in Chinese. */
export const chineseHelp: HelpConfiguration = {
  styleTitle: (title) => TITLES[title] ?? title,
  commandUsage: (command) =>
    english.commandUsage(command).replace('[options]', '[选项]').replace('[command]', '<命令>'),
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
  optionDescription: ({ description, defaultValue }) =>
    defaultValue === undefined ? description : `${description}（默认 ${String(defaultValue)}）`,
};

const argumentTerm = (argument: Command['registeredArguments'][number]): string =>
  argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;

/** What can be wrong with a command line, by commander's codes; `named` is the option, argument or command it is about. */
const SENTENCES: Readonly<Record<string, (named: string) => string>> = {
  'commander.help': () => '请写明要执行的命令，例如 yujue status。',
  'commander.unknownCommand': (named) => `没有命令 ${named}。`,
  'commander.unknownOption': (named) => `没有选项 ${named}。`,
  'commander.missingArgument': (named) => `缺少参数 <${named}>。`,
  'commander.missingMandatoryOptionValue': (named) => `缺少选项 ${named}。`,
  'commander.optionMissingArgument': (named) => `选项 ${named} 缺少取值。`,
  'commander.excessArguments': () => '参数过多；含空格的名称请用引号括起来。',
};

/** One sentence for a command line that commander refused. It names what is wrong in quotes, which is all we take from it. */
export function usageSentence({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const sentence = SENTENCES[code]?.(named) ?? '命令行有误。';
  return `${sentence}用法见 yujue --help 或 yujue <命令> --help。`;
}
