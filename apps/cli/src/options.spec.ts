import { REPORT_FORMATS } from '@yujue/report-files';
import { EXECUTION_BY } from '@yujue/reporting';
import { z } from 'zod';
import { FILES_ONLY, FORMATS } from './commands/report';
import { UsageError } from './failure';
import { choiceOption, readDay, readInstant } from './options';
import { createProgram } from './program';

const DAYS = [
  '2020-02-29',
  '2021-02-29',
  '2020-02-30',
  '2020-13-01',
  '2020-6-30',
  '20200630',
  '1999-12-31',
  '',
  ' 2020-01-01',
];
const TIMES = ['09:00:00', '09:00', '23:59:60', '24:00:00', '9:00:00', '09:00:00.123', '09:60:00'];
const OFFSETS = ['+08:00', 'Z', 'z', '', '+0800', '-03:30', '+24:00', '+08'];

describe('日期和时刻', () => {
  it.each(DAYS)('日期“%s”与 HTTP 接口同样对待', (text) =>
    expect(readDay(text)).toBe(z.iso.date().safeParse(text).data),
  );

  const instants = DAYS.flatMap((day) => TIMES.flatMap((time) => OFFSETS.map((offset) => `${day}T${time}${offset}`)));
  it('时刻与 HTTP 接口同样对待', () => {
    const schema = z.iso.datetime({ offset: true });
    const differing = instants.filter((text) => readInstant(text) !== schema.safeParse(text).data);
    expect(differing).toEqual([]);
  });
});

describe('取值也可以用业务上的说法', () => {
  const option = choiceOption('--by <dimension>', '分组', { unit: ['单位'], project: ['项目', '支出项目'] });
  const read = (text: string): unknown => option.parseArg?.(text, undefined);

  it.each([
    ['unit', 'unit'],
    ['单位', 'unit'],
    ['支出项目', 'project'],
    ['Project', 'project'],
  ])('%s', (text, value) => expect(read(text)).toBe(value));

  it('别的都拒绝，说明可用哪些', () => {
    expect(() => read('城市')).toThrow(UsageError);
    expect(() => read('城市')).toThrow('--by 应为 unit、project 之一，实为“城市”。');
  });
});

/** What is named twice, so that the command line starts without the packages that define it. */
describe('命令行写出的取值', () => {
  const choicesOf = (name: string, long: string) =>
    createProgram()
      .commands.find((command) => command.name() === name)
      ?.options.find((option) => option.long === long)?.argChoices;

  it('与报表相同', () => {
    expect(choicesOf('execution', '--by')).toEqual([...EXECUTION_BY]);
    expect(Object.keys(FORMATS).toSorted()).toEqual(['text', ...Object.keys(REPORT_FORMATS)].toSorted());
  });

  it('不能显示在屏幕上的格式与报表文件相同', () => {
    const binary = Object.entries(REPORT_FORMATS).filter(([, format]) => format.binary);
    expect(FILES_ONLY).toEqual(Object.fromEntries(binary.map(([name, { extension }]) => [name, extension])));
  });
});
