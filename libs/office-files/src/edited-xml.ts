import { SaxesParser } from 'saxes';
import { PackageError } from './zip/package-error';

/** What is to be different in an XML text. Names are as written, with their prefix. */
export interface XmlEdits {
  /** The attributes of an element, in their order. */
  readonly attributes?: (
    element: string,
    attributes: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
  /** The text in an element, without that of elements within it. */
  readonly text?: (element: string, text: string) => string;
}

/**
 * An XML text with changes. Everything else keeps its meaning, and the same text gives the same result; comments, which the
 * parts of Office files do not have, are dropped. Throws PackageError where the XML is not well-formed.
 */
export function editedXml(xml: string, { attributes, text }: XmlEdits): string {
  const written: string[] = [];
  const path: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new PackageError('文件中的 XML 不完整或已损坏，无法打开。', { cause: error });
  });
  parser.on('xmldecl', (declaration) => written.push(`<?xml${attributesText({ ...declaration })}?>`));
  parser.on('opentag', ({ name, attributes: own, isSelfClosing }) => {
    path.push(name);
    written.push(`<${name}${attributesText(attributes?.(name, own) ?? own)}${isSelfClosing ? '/' : ''}>`);
  });
  const write = (found: string): void => {
    const element = path.at(-1);
    written.push(escaped(element === undefined ? found : (text?.(element, found) ?? found), TEXT_ESCAPES));
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', ({ name, isSelfClosing }) => {
    path.pop();
    if (!isSelfClosing) written.push(`</${name}>`);
  });
  parser.write(xml).close();
  return written.join('');
}

/** A reader turns a line end as it is into another one, or into a blank in an attribute, so it is written by its number. */
const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  ...TEXT_ESCAPES,
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const escaped = (text: string, escapes: Readonly<Record<string, string>>): string =>
  text.replace(/[&<>"\r\n\t]/g, (character) => escapes[character] ?? character);

const attributesText = (attributes: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value, ATTRIBUTE_ESCAPES)}"`))
    .join('');
