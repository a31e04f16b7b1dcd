import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空',
  date: '日期',
};

const SIZE_UNITS: Readonly<Record<string, string>> = { string: '个字符', array: '项', set: '项', file: '字节' };

/** The message of a schema that defines none: in Chinese, because people read it. */
function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? '不能为空'
        : `应为${TYPE_NAMES[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return issue.origin in SIZE_UNITS
        ? `过长，至多 ${issue.maximum} ${SIZE_UNITS[issue.origin]}`
        : `过大，至多为 ${issue.maximum}`;
    case 'too_small':
      if (issue.origin in SIZE_UNITS) {
        return issue.minimum === 1 ? '不能为空' : `过短，至少 ${issue.minimum} ${SIZE_UNITS[issue.origin]}`;
      }
      return `过小，至少为 ${issue.minimum}`;
    case 'invalid_value':
      return `应为 ${issue.values.map(String).join('、')} 之一`;
    case 'unrecognized_keys':
      return `不认识的内容 ${issue.keys.join('、')}，请删除或改名`;
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`;
    case 'invalid_union':
      return '不符合任何一种写法';
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
    default:
      return '格式不正确';
  }
}

/** Makes every schema of the program speak Chinese; schemas that carry their own sentence keep it. */
export function speakChinese(): void {
  z.config({ localeError: sentenceOf });
}

speakChinese();
