import { SaxesParser } from 'saxes';
import { PackageError } from './zip/package-error';

/** What is called for each part of an XML text, in its order. Names are as written, with their prefix. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Reads XML piece by piece. Each call throws PackageError where the XML is not well-formed. */
export function xmlParser({ open, text, close }: XmlReader): Pick<SaxesParser, 'write' | 'close'> {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new PackageError('文件中的 XML 不完整或已损坏，无法打开。', { cause: error });
  });
  if (open) parser.on('opentag', ({ name, attributes }) => open(name, attributes));
  if (text) parser.on('text', text);
  if (text) parser.on('cdata', text);
  if (close) parser.on('closetag', ({ name }) => close(name));
  return parser;
}

/** Reads a whole XML text. Throws PackageError where it is not well-formed. */
export function readXml(xml: string, reader: XmlReader): void {
  xmlParser(reader).write(xml).close();
}

/** The text in the first element of this name, without that of elements within it; null when there is none. */
export function textOfElement(xml: string, name: string): string | null {
  let found: string | null = null;
  const path: string[] = [];
  readXml(xml, {
    open: (opened) => {
      path.push(opened);
      if (opened === name) found ??= '';
    },
    text: (text) => {
      if (path.at(-1) === name) found += text;
    },
    close: () => path.pop(),
  });
  return found;
}
