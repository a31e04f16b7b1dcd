import { daysOfMonth, daysOfYear, splitSpan } from './date-span';

describe('业务日期的区间', () => {
  it('整年是十二个整月', () =>
    expect(splitSpan(2020, daysOfYear(2020))).toEqual({ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], days: [] }));

  it('截至月末只用整月', () =>
    expect(splitSpan(2020, { from: '2020-01-01', to: '2020-02-29' })).toEqual({ months: [1, 2], days: [] }));

  it('平年二月到 28 日就是整月', () =>
    expect(splitSpan(2021, { from: '2021-02-01', to: '2021-02-28' })).toEqual({ months: [2], days: [] }));

  it('截至月中，补上当月的几天', () =>
    expect(splitSpan(2020, { from: '2020-01-01', to: '2020-03-15' })).toEqual({
      months: [1, 2],
      days: [{ from: '2020-03-01', to: '2020-03-15' }],
    }));

  it('从月中到月中，两头都补', () =>
    expect(splitSpan(2020, { from: '2020-01-10', to: '2020-03-01' })).toEqual({
      months: [2],
      days: [
        { from: '2020-01-10', to: '2020-01-31' },
        { from: '2020-03-01', to: '2020-03-01' },
      ],
    }));

  it('年度以外的日期不计', () => {
    expect(splitSpan(2020, { from: '2019-06-01', to: '2020-01-31' })).toEqual({ months: [1], days: [] });
    expect(splitSpan(2020, { from: '2021-01-01', to: '2021-12-31' })).toEqual({ months: [], days: [] });
  });

  it('一个月的首尾', () => expect(daysOfMonth(2020, 2)).toEqual({ from: '2020-02-01', to: '2020-02-29' }));
});
