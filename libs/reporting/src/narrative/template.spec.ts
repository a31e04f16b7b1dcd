import { TemplateError, parseTemplate } from './template';

describe('句子模板', () => {
  it('文字与占位相间', () =>
    expect(parseTemplate('支出{净支出}，占{净支出 占 “三公”经费.净支出}。')).toEqual([
      '支出',
      { text: '净支出', term: { subject: null, quantity: '净支出' }, compared: null },
      '，占',
      {
        text: '净支出 占 “三公”经费.净支出',
        term: { subject: null, quantity: '净支出' },
        compared: { how: '占', base: { subject: '“三公”经费', quantity: '净支出' } },
      },
      '。',
    ]));

  it('没有占位的句子原样', () => expect(parseTemplate('本年没有发生额。')).toEqual(['本年没有发生额。']));

  it.each(['', 'a.b.c', 'a.', '甲 乙', '甲 比', '甲 比 乙 丙'])('{%s} 读不懂', (placeholder) =>
    expect(() => parseTemplate(`支出{${placeholder}}`)).toThrow(TemplateError),
  );
});
