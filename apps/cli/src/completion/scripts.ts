import { type Offers } from './offers';

export const SHELLS = ['bash', 'zsh'] as const;
export type Shell = (typeof SHELLS)[number];

/** The script by which a shell completes `yujue`. It holds all names, so that pressing Tab starts no program. */
export const completionScript = (shell: Shell, offers: readonly Offers[]): string => SCRIPTS[shell](offers);

const SCRIPTS: Readonly<Record<Shell, (offers: readonly Offers[]) => string>> = {
  bash: (offers) => `# yujue 的命令补全。写入 ~/.bashrc： eval "$(yujue completion bash)"
_yujue() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' word offered=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
${followed(offers)}
  done
${chosen(offers)}
  COMPREPLY=()
  while IFS= read -r word; do [ -n "$word" ] && COMPREPLY+=("$word"); done < <(compgen -W "$offered" -- "$current")
}
complete -o default -F _yujue yujue
`,
  zsh: (offers) => `#compdef yujue
# yujue 的命令补全。写入 ~/.zshrc（在 compinit 之后）： eval "$(yujue completion zsh)"
_yujue() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}" command='' word offered=''
  for word in "\${(@)words[2,CURRENT-1]}"; do
${followed(offers)}
  done
${chosen(offers)}
  if [ -n "$offered" ]; then compadd -- \${=offered}; else _files; fi
}
compdef _yujue yujue
`,
};

/** Follows the words typed before to the command that they name; options and their values lead nowhere. */
const followed = (offers: readonly Offers[]): string => `    case "$command/$word" in
${offers
  .filter(({ path }) => path !== '')
  .map(({ path }) => {
    const names = path.split(' ');
    return `      '${names.slice(0, -1).join(' ')}/${names.at(-1)}') command='${path}' ;;`;
  })
  .join('\n')}
    esac`;

/** The values of the option before the cursor, else options where a dash was typed, else commands; nothing means files. */
const chosen = (offers: readonly Offers[]): string => `  case "$command/$previous" in
${offers.flatMap(valuesOf).join('\n')}
    *) case "$command/$current" in
${offers.flatMap(({ path, words, options }) => [arm(`'${path}/'-*`, options), arm(`'${path}/'*`, words)]).join('\n')}
    esac ;;
  esac`;

const valuesOf = ({ path, values, unlisted }: Offers): string[] => [
  ...Object.entries(values).map(([option, choices]) => arm(`'${path}/${option}'`, choices)),
  ...unlisted.map((option) => arm(`'${path}/${option}'`, [])),
];

const arm = (pattern: string, words: readonly string[]): string => `    ${pattern}) offered='${words.join(' ')}' ;;`;
