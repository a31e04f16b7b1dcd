import { printable } from '@yujue/reporting';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { editedXml } from '../edited-xml';
import { unpacked } from './unpacked';

/** The date of every entry: the first that a zip can hold. The parts are read back as local time, so it is the same everywhere. */
const ENTRY_DATE = new Date(1980, 0, 1);

const CORE_PROPERTIES = 'docProps/core.xml';

/** Further changes to texts inside a package, by the names of its files. */
export type Rewrites = Readonly<Record<string, (text: string) => string>>;

/** Packs files so that the same contents give the same bytes. */
export const packed = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync(files, { mtime: ENTRY_DATE, level: 6 });

/**
 * An Office file without the traces of the moment at which it was written: entries carry one fixed date, and the
 * properties say `madeAt` (ISO 8601) for created and modified.
 */
export async function normalisedPackage(
  bytes: Uint8Array,
  madeAt: string,
  rewrites: Rewrites = {},
): Promise<Uint8Array> {
  const files = withPrintableTexts(await unpacked(bytes));
  const all: Rewrites = { ...rewrites, [CORE_PROPERTIES]: (core) => withDates(core, madeAt) };
  for (const [name, rewrite] of Object.entries(all)) {
    const file = files[name];
    if (file) files[name] = strToU8(rewrite(strFromU8(file)));
  }
  return packed(files);
}

/**
 * Whichever library wrote the parts, and whatever text is in them, what XML cannot contain is replaced here, in the one place
 * that every Office file passes.
 */
function withPrintableTexts(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  for (const [name, content] of Object.entries(files)) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const text = strFromU8(content);
    const safe = printable(text);
    if (safe !== text) files[name] = strToU8(safe);
  }
  return files;
}

const DATES = ['dcterms:created', 'dcterms:modified'];

const withDates = (core: string, madeAt: string): string => {
  const seconds = `${madeAt.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
  return editedXml(core, { text: (element, text) => (DATES.includes(element) ? seconds : text) });
};
