import { MEASURE_NAMES } from '@yujue/ledger';
import { MEASURE_CODES, measureOf } from './measure-codes';

describe('口径的编码', () => {
  it.each(MEASURE_NAMES)('%s 存得进，取得出', (measure) => expect(measureOf(MEASURE_CODES[measure])).toBe(measure));

  it('没有的编码不猜', () => expect(() => measureOf(99)).toThrow(RangeError));
});
