import { Findings } from '@yujue/list-import';
import { findingsOf } from './reported-findings';

const head = (worksheet: string) => ({ header: { worksheet } }) as Findings['heads'][number];

describe('清单的问题', () => {
  it('按工作表、行、列排列，不论是在哪一步发现的', () => {
    const findings = new Findings();
    findings.heads.push(head('二月'), head('一月'));
    for (const [worksheet, row, column] of [
      ['一月', 2, 'B'],
      ['二月', 10, 'AA'],
      ['二月', 10, 'G'],
      ['二月', 9, null],
      ['一月', null, null],
    ] as const)
      findings.fault({ worksheet, row, column, message: '' });
    expect(findingsOf(findings).faults.map(({ worksheet, row, column }) => [worksheet, row, column])).toEqual([
      ['二月', 9, null],
      ['二月', 10, 'G'],
      ['二月', 10, 'AA'],
      ['一月', null, null],
      ['一月', 2, 'B'],
    ]);
  });
});
