import { styleText } from 'node:util';

/** Where a text is written: a terminal says whether it shows colours, and heeds NO_COLOR, FORCE_COLOR and TERM. */
export interface ColourOutput {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

/** Whether colours may be written to an output: never into a file or to another program. */
export const showsColour = (output: ColourOutput): boolean => output.isTTY === true && output.hasColors?.() === true;

/** In red, for what went wrong. */
export const inRed = (text: string, output: ColourOutput): string =>
  showsColour(output) ? styleText('red', text, { validateStream: false }) : text;

/** In bold, for titles; commander removes it again where colours are not shown. */
export const inBold = (text: string): string => styleText('bold', text, { validateStream: false });
