type Environment = Readonly<Record<string, string | undefined>>;

/** How a person who started this program starts it again: npx tells its commands that it runs them. */
const typedIn = ({ npm_lifecycle_event: event, npm_lifecycle_script: script }: Environment): 'npx yujue' | 'yujue' =>
  event === 'npx' && /^\W?yujue\b/.test(script ?? '') ? 'npx yujue' : 'yujue';

/** `yujue` where a command, an option or a placeholder follows, and not as a part of a path or after npx. */
const COMMAND = /(?<![\w/.@-])(?<!npx )yujue(?= (?:[a-z]|--?[a-z]|\[|<))/g;

/** Rewrites the commands in a text for people as they must be typed here. All our texts name them `yujue …`. */
export const asTyped = (text: string, env: Environment = process.env): string => text.replace(COMMAND, typedIn(env));
