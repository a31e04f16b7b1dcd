import { CodeTree, ECONOMIC_SHAPE, FUNCTION_SHAPE, NON_TAX_SHAPE, type TreeShape } from './code-tree';

const treeOf = (shape: TreeShape, codes: readonly string[], notItemised: readonly string[] = []) =>
  new CodeTree(
    codes.map((code) => ({
      code,
      name: `科目${code}`,
      source: '测试',
      confidence: 'confirmed',
      notItemised: notItemised.includes(code),
    })),
    shape,
  );

const codesOf = (entries: readonly { code: string }[]) => entries.map(({ code }) => code);

describe('科目的层级', () => {
  const functions = treeOf(FUNCTION_SHAPE, ['210', '2101301', '21013', '2101501', '208', '21015', '2101399']);

  it('按代码排序，上级在下级之前', () =>
    expect(codesOf(functions.entries)).toEqual(['208', '210', '21013', '2101301', '2101399', '21015', '2101501']));

  it('由代码前缀决定上级', () => {
    expect(functions.parentOf('2101301')?.code).toBe('21013');
    expect(functions.parentOf('21013')?.code).toBe('210');
    expect(functions.parentOf('210')).toBeUndefined();
    expect(codesOf(functions.ancestors('2101301'))).toEqual(['210', '21013']);
  });

  it('给出直接下级和全部下级', () => {
    expect(codesOf(functions.children())).toEqual(['208', '210']);
    expect(codesOf(functions.children('210'))).toEqual(['21013', '21015']);
    expect(codesOf(functions.descendants('210'))).toEqual(['21013', '2101301', '2101399', '21015', '2101501']);
  });

  it('未列的科目没有名称、上级和下级', () => {
    expect(functions.find('2101302')).toBeUndefined();
    expect(functions.nameOf('2101302')).toBeUndefined();
    expect(functions.parentOf('2101302')).toBeUndefined();
    expect(functions.ancestors('2101302')).toEqual([]);
    expect(functions.descendants('2101302')).toEqual([]);
    expect(functions.isLeaf('2101302')).toBe(false);
  });
});

describe('末级科目', () => {
  it('功能分类记到项：类、款即使没有下级也不是末级', () => {
    const functions = treeOf(FUNCTION_SHAPE, ['202', '210', '21013', '2101301', '21015']);
    expect(['202', '210', '21013', '21015'].filter((code) => functions.isLeaf(code))).toEqual([]);
    expect(functions.isLeaf('2101301')).toBe(true);
  });

  it('文件未列项的款本身就是末级', () =>
    expect(treeOf(FUNCTION_SHAPE, ['210', '21011'], ['21011']).isLeaf('21011')).toBe(true));

  it('经济分类记到款', () => {
    const economic = treeOf(ECONOMIC_SHAPE, ['302', '30217', '313']);
    expect(['302', '30217', '313'].filter((code) => economic.isLeaf(code))).toEqual(['30217']);
  });

  it('非税收入各支深浅不同，没有下级的就是末级', () => {
    const nonTax = treeOf(NON_TAX_SHAPE, ['01', '06', '0601', '060101']);
    expect(['01', '06', '0601', '060101'].filter((code) => nonTax.isLeaf(code))).toEqual(['01', '060101']);
  });
});
