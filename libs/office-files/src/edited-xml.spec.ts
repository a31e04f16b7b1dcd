import * as fc from 'fast-check';
import { editedXml } from './edited-xml';
import { PackageError } from './zip/package-error';
import { readXml } from './xml';

const DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:b xmlns:a="x" n="1 &amp; &quot;2&quot;&#10;3"><c/>甲&lt;乙&gt;<d k="1">丙</d> 丁</a:b>';

/** Everything that a reader of XML is given. */
function readingOf(xml: string): unknown[] {
  const parts: unknown[] = [];
  readXml(xml, {
    open: (name, attributes) => parts.push([name, { ...attributes }]),
    text: (text) => parts.push(text),
    close: (name) => parts.push(name),
  });
  return parts;
}

describe('改动 XML', () => {
  it('没有要改的，原样写出', () => expect(editedXml(DOCUMENT, {})).toBe(DOCUMENT));

  it('只改指定元素的属性和文字', () =>
    expect(
      editedXml(DOCUMENT, {
        attributes: (element, attributes) => (element === 'd' ? { ...attributes, k: '<&"' } : attributes),
        text: (element, text) => (element === 'd' ? `${text}<&>` : text),
      }),
    ).toBe(DOCUMENT.replace('k="1">丙', 'k="&lt;&amp;&quot;">丙&lt;&amp;&gt;')));

  it('任何文字和属性，改写后读出的与改写前相同', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, value) => {
        const read = readingOf(editedXml('<e>x</e>', { attributes: () => ({ v: value }), text: () => text }));
        expect(read).toEqual([['e', { v: value }], ...(text === '' ? [] : [text]), 'e']);
      }),
    ));

  it('文字节写成文字，不是完整的 XML 则拒绝', () => {
    expect(editedXml('<e><![CDATA[<x>&]]></e>', {})).toBe('<e>&lt;x&gt;&amp;</e>');
    expect(() => editedXml('<e><f></e>', {})).toThrow(PackageError);
  });
});
