import { type ComposedNarrative } from '../narrative/composed';
import { renderNarrativeHtml, renderNarrativeText, toNarrativeJson } from './narrative-formats';

const sentence = { id: '收入', text: '收入1万元。', numbers: [], gaps: [] };
const booked: ComposedNarrative = {
  edition: 'gz-2021-unit-budget',
  title: '2021年单位预算情况说明',
  fittedTo: null,
  sections: [{ title: '一、收支', sentences: [sentence], sections: [] }],
};
const fitted = { ...booked, fittedTo: 'gz-ybzx-2021.txt' };
const head = { department: 'gz-ybzx', year: 2021, asOf: null, knownAt: null, position: '1' };
const SAID = '拟合：由公布表的合计数推出，不是单位的账（gz-ybzx-2021.txt）';

const number = { id: '支出/完成率', printed: '33.3%', sources: [] };

describe('情况说明的 JSON', () => {
  const rated = (exact: { numerator: bigint; denominator: bigint } | null): ComposedNarrative => {
    const numbers = [{ ...number, kind: 'rate' as const, exact }];
    return {
      ...booked,
      sections: [
        {
          title: '支出',
          sentences: [],
          sections: [{ title: '', sentences: [{ ...sentence, numbers }], sections: [] }],
        },
      ],
    };
  };
  const exactOf = (narrative: ComposedNarrative) =>
    toNarrativeJson(narrative, head).sections[0]!.sections[0]!.sentences[0]!.numbers[0]!.exact;

  it('比率写成商，各层的句子都是；基数为零为 null', () => {
    expect(exactOf(rated({ numerator: 1n, denominator: 3n }))).toBe(`0.${'3'.repeat(40)}`);
    expect(exactOf(rated(null))).toBeNull();
  });
});

describe('由拟合的账生成的情况说明', () => {
  it('文本和网页在正文之前说一次，写明由哪个文件拟合', () => {
    for (const rendered of [renderNarrativeText(fitted), renderNarrativeHtml(fitted, '/')]) {
      expect(rendered.split(SAID)).toHaveLength(2);
      expect(rendered.indexOf(SAID)).toBeLessThan(rendered.indexOf('收入1万元。'));
    }
    expect(toNarrativeJson(fitted, head)).toMatchObject({ fittedTo: 'gz-ybzx-2021.txt' });
  });

  it('单位自己的账，不提', () => {
    expect(renderNarrativeText(booked)).not.toContain('拟合');
    expect(renderNarrativeHtml(booked, '/')).not.toContain('拟合');
    expect(toNarrativeJson(booked, head).fittedTo).toBeNull();
  });
});
