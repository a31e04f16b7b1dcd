import { NO_REGISTERS, facts, lineOf, text } from '../testing/one-sentence';

describe('台账', () => {
  const vehicle = (entryNo: string, purchasedOn: string, disposedOn: string | null) => ({
    owner: 'u',
    entryNo,
    content: { kind: '其他用车' as const, purchasedOn, cost: '177649.99', disposedOn },
  });
  const registers = {
    ...NO_REGISTERS,
    vehicles: [
      vehicle('1', '2014-06-18', null),
      vehicle('2', '2020-09-01', null),
      vehicle('3', '2010-01-01', '2020-03-01'),
    ],
  };

  it('保有量不含已处置的，购置只计本年，金额折成万元', () =>
    expect(text("{ id: a, text: '{车辆}，购{购车}，{购车款}' }", { registers })).toBe('2辆，购1辆，17.76万元'));

  it('台账没有记录：留空', () => expect(text("{ id: a, text: '{车辆}' }")).toBe('〔待填：车辆〕'));

  it('没有花钱的，没有记录就是没有；花了钱而没有记录，留空', () => {
    const sentence = "{ id: a, text: '{出国人次}' }";
    expect(text(sentence)).toBe('0人次');
    const trip = facts(lineOf('30212'), { disbursed: '10000.00' });
    expect(text(sentence, { facts: [trip] })).toBe('〔待填：出国人次〕');
  });

  it('采购没有编报：留空；声明为零的口径除外', () => {
    expect(text("{ id: a, text: '{政府采购}，{转移支付}' }")).toBe('〔待填：政府采购〕，0万元');
  });

  it('采购没有分货物、工程、服务的，不能当作没有货物', () => {
    const item = (category: string | null) =>
      facts(
        lineOf('30201', {
          entry: { register: 'procurements', entryNo: '1', name: '采购', category, texts: {} },
        }),
        {
          procurement: '30000.00',
        },
      );
    const sentence = "{ id: a, text: '{货物.政府采购}' }";
    expect(text(sentence, { facts: [item('服务')] })).toBe('0万元');
    expect(text(sentence, { facts: [item(null)] })).toBe('〔待填：货物政府采购〕');
  });
});
