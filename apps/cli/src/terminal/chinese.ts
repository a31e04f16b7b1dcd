import { type Command, type CommanderError, Help, type HelpConfiguration } from 'commander';
import { inBold } from './colour';

const english = new Help();

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** commander's help in Chinese. */
export const chineseHelp: HelpConfiguration = {
  styleTitle: (title) => inBold(TITLES[title] ?? title),
  commandUsage: (command) =>
    english
      .commandUsage(command)
      .replace(`${command.name()}|${command.alias()}`, command.name())
      .replace('[options]', '[选项]')
      .replace('[command]', '<命令>'),
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
  optionDescription: ({ description, defaultValue }) =>
    defaultValue === undefined ? description : `${description}（默认 ${String(defaultValue)}）`,
};

function argumentTerm(argument: Command['registeredArguments'][number]): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** What can be wrong with a command line, by commander's codes; `named` is the option, argument or command it is about. */
const SENTENCES: Readonly<Record<string, (named: string) => string>> = {
  'commander.unknownCommand': (named) => `没有命令 ${named}。`,
  'commander.unknownOption': (named) => `没有选项 ${named}。`,
  'commander.missingArgument': (named) => `缺少参数 <${named}>。`,
  'commander.missingMandatoryOptionValue': (named) => `缺少选项 ${named}。`,
  'commander.optionMissingArgument': (named) => `选项 ${named} 缺少取值。`,
  'commander.conflictingOption': (named) => `选项 ${named} 不能与另一个写出的选项同用。`,
  'commander.excessArguments': () => '参数过多；含空格的名称请用引号括起来。',
};

/** One sentence for a command line that commander refused: what is wrong, and the names that are near to it, if any. */
export function usageSentence({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]?.replaceAll(', ', '、');
  const sentence = SENTENCES[code]?.(named) ?? '命令行有误。';
  return `${sentence}${near === undefined ? '' : `是不是 ${near}？`}用法见 yujue --help 或 yujue <命令> --help。`;
}
