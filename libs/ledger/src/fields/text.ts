import { z } from 'zod';

/** 摘要、名称 and other words in one line. */
export const TEXT_CHARS_MAX = 500;
/** 原因 and other words that may take several lines. */
export const REASON_CHARS_MAX = 2_000;
/** 绩效目标, 项目内容: a page or two. A cell of a workbook holds 32,767. */
export const PROSE_CHARS_MAX = 10_000;
/** 文号, 单据号: as printed on the paper. */
export const DOCUMENT_NO_CHARS_MAX = 200;
/** Numbers of payments, contracts, documents, projects and register entries. */
export const ID_CHARS_MAX = 100;
/** Codes of units and departments, which name streams, addresses and files. */
export const CODE_CHARS_MAX = 60;

/**
 * What no text may hold: controls (C0 and C1, so U+0000 too), line separators, halves of surrogate pairs and noncharacters,
 * which PostgreSQL, XML or JSON cannot carry, and marks that turn the direction of writing, which make a text read
 * otherwise than it is.
 */
const UNUSABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/u;
/** The same, for texts of several lines. */
const UNUSABLE_IN_LINES = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/u;
/** Invisible characters: two ids that differ only by one of these look the same. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
/** ASCII without controls, and no blank at either end: in the normal form as it is. Nearly every id is, and the look costs little. */
const PLAIN_ID = /^[!-~](?:[ -~]*[!-~])?$/;

const nameOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Why a text cannot be used; null when it can. */
function unusableIn(text: string, pattern: RegExp): string | null {
  const found = pattern.exec(text);
  return found === null
    ? null
    : `第 ${found.index + 1} 个字符 ${nameOf(found[0])} 是控制字符或不可用的字符，请删除后重试`;
}

const usable = (pattern: RegExp) => (context: z.core.ParsePayload<string>) => {
  const message = unusableIn(context.value, pattern);
  if (message !== null) context.issues.push({ code: 'custom', message, input: context.value });
};

const oneLine = usable(UNUSABLE);
const severalLines = usable(UNUSABLE_IN_LINES);

/** Words in one line, blanks around them dropped; may be empty. */
export const optionalText = (max = TEXT_CHARS_MAX) => z.string().trim().max(max).check(oneLine);

/** Words in one line that must be there. */
export const text = (max = TEXT_CHARS_MAX) => z.string().trim().min(1, '不能为空').max(max).check(oneLine);

/** Words that may take several lines; every line end becomes `\n`. May be empty. */
export const prose = (max = REASON_CHARS_MAX) =>
  z
    .string()
    .overwrite((lines) => lines.replace(/\r\n?/g, '\n'))
    .trim()
    .max(max)
    .check(severalLines);

/**
 * Brings an id that a person typed or a file holds into the normal form: NFKC, so that full-width digits are digits, without
 * invisible characters, controls and blanks around it.
 */
export const normalId = (typed: string): string =>
  typed.normalize('NFKC').replace(new RegExp(INVISIBLE, 'gu'), '').replace(new RegExp(UNUSABLE, 'gu'), ' ').trim();

/** Brings words out of a file into one printable line: what is unusable becomes a blank. */
export const normalText = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(new RegExp(`${UNUSABLE.source}+`, 'gu'), ' ')
    .trim();

/** Why an id is not in the normal form; null when it is. Programs get an error; their ids are not silently corrected. */
function abnormal(id: string): string | null {
  if (PLAIN_ID.test(id)) return null;
  const unusable = unusableIn(id, UNUSABLE) ?? unusableIn(id, INVISIBLE);
  if (unusable !== null) return unusable;
  const normal = normalId(id);
  if (normal === id) return null;
  return id.trim() === id ? `应写作“${normal}”（半角、标准字形）` : '首尾不能有空格';
}

/** A number or code that names something: in one normal form, so that equal ids look equal and the reverse. */
export const id = (max = ID_CHARS_MAX) =>
  z
    .string()
    .min(1, '不能为空')
    .max(max)
    .check((context) => {
      const message = abnormal(context.value);
      if (message !== null) context.issues.push({ code: 'custom', message, input: context.value });
    });

/** A code of a unit or department: letters, digits, `-`, `_` and `.`. */
export const code = () => id(CODE_CHARS_MAX).regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, '只能用字母、数字和 - _ .');
