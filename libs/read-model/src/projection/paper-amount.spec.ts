import { type LedgerEvent, postings } from '@yujue/ledger';
import { paid, paper } from '../testing/facts-of-a-year';
import { paperAmount } from './paper-amount';

describe('单据金额', () => {
  const amountOf = (event: LedgerEvent) => paperAmount(postings(event));

  it('国库支付不因同时确认收入而翻倍', () => expect(amountOf(paid('A', '12.34', '2020-03-01'))).toBe(1234));

  it('调剂按调出方合计', () =>
    expect(
      amountOf({
        type: 'BudgetTransferred',
        data: {
          ...paper('2020-03-01'),
          opens: [],
          from: [{ lineId: 'A', amount: '3.00' }],
          to: [
            { lineId: 'B', amount: '1.00' },
            { lineId: 'C', amount: '2.00' },
          ],
        },
      }),
    ).toBe(300));

  it('追加按各行合计', () =>
    expect(
      amountOf({
        type: 'BudgetSupplemented',
        data: {
          ...paper('2020-03-01'),
          opens: [],
          source: 'own-level',
          lines: [
            { lineId: 'A', amount: '1.00' },
            { lineId: 'B', amount: '2.00' },
          ],
        },
      }),
    ).toBe(300));

  it('解冻虽以负数过账，单据仍为正数', () =>
    expect(
      amountOf({ type: 'BudgetUnfrozen', data: { ...paper('2020-03-01'), lines: [{ lineId: 'A', amount: '1.00' }] } }),
    ).toBe(100));

  it('没有过账就是零', () => expect(paperAmount([])).toBe(0));
});
