import { type Argument, type Command, type Option } from 'commander';

/** What a shell offers after a command: its commands or the values of its argument, its options, and their values. */
export interface Offers {
  /** The names that lead there, `list load`; empty for the program itself. */
  readonly path: string;
  readonly words: readonly string[];
  readonly options: readonly string[];
  /** By option; options with other values (files, codes) are absent. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Options that take a value which cannot be listed: a file, most often. */
  readonly unlisted: readonly string[];
}

/** The offers of a command and of all commands below it. Other names of a command lead to the same offers. */
export function offersOf(command: Command, paths: readonly string[] = ['']): Offers[] {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== undefined);
  const own = {
    words: [...command.commands.map((each) => each.name()), ...command.registeredArguments.flatMap(choicesOf)],
    options: options.map(nameOf),
    values: Object.fromEntries(options.filter(({ argChoices }) => argChoices).map((it) => [nameOf(it), choicesOf(it)])),
    unlisted: options.filter((option) => takesValue(option) && !option.argChoices).map(nameOf),
  };
  const below = command.commands.flatMap((each) =>
    offersOf(
      each,
      [each.name(), ...each.aliases()].flatMap((name) => paths.map((path) => `${path} ${name}`.trim())),
    ),
  );
  return [...paths.map((path) => ({ path, ...own })), ...below];
}

const nameOf = ({ long }: Option): string => long!;
const choicesOf = ({ argChoices }: Option | Argument): readonly string[] => argChoices ?? [];
const takesValue = ({ required, optional }: Option): boolean => required || optional;
