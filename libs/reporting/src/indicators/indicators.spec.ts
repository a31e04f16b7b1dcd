import { gz2020Final, input2020 } from '../testing/gz-2020-final';
import { COMPARATIVES_2019 } from '../testing/witness-2020';
import { computeIndicators } from './indicators';

describe('情况说明和绩效自评中的比率，由以元计的账算出', () => {
  const indicators = new Map(
    computeIndicators(gz2020Final(), input2020(), COMPARATIVES_2019).map((each) => [each.name, each]),
  );
  const printed = (name: string) => indicators.get(name)!.printed;

  it.each([
    ['“三公”经费', '74%'],
    ['因公出国(境)费', '——%(基数为0,不可比)'],
    ['公务用车购置及运行费', '78.1%'],
    ['公务用车购置费', '98.7%'],
    ['公务用车运行费', '65.7%'],
    ['公务接待费', '38.2%'],
    ['部门整体支出', '99.5%'],
    ['困难群众医疗救助项目', '92.4%'],
    ['广州市专项医疗救助金', '100%'],
    ['广州市基本医疗救助金', '83.7%'],
    ['广州市困难群众医疗救助购买服务费', '100%'],
    ['中央和省财政城乡医疗救助补助', '100%'],
    ['医疗救助中央补助', '100%'],
    ['医保财政补助项目', '100%'],
  ])('%s完成全年预算 %s（第三部分三、第四部分）', (name, rate) =>
    expect(printed(`${name}完成全年预算`).rate).toBe(rate),
  );

  it.each([
    ['因公出国(境)费', '0%'],
    ['公务用车购置及运行费', '94.7%'],
    ['公务接待费', '5.3%'],
  ])('%s占“三公”经费 %s（第三部分三(二)）', (name, rate) => expect(printed(`${name}占“三公”经费`).rate).toBe(rate));

  it.each([
    ['困难群众医疗救助项目', '12.41'],
    ['医保财政补助项目', '20'],
  ])('%s预算完成率得分 %s（绩效自评表）', (name, score) => expect(printed(`${name}预算完成率得分`).rate).toBe(score));

  it.each([
    ['一般公共预算财政拨款支出比年初预算', '增加', '172469.57', '34.4%'],
    ['政府性基金预算财政拨款支出比年初预算', '增加', '3089.00', '--%(基数为0,不可比)'],
    ['国有资本经营预算财政拨款支出比年初预算', '持平', '0.00', null],
    ['一般公共预算财政拨款收入比上年', '增加', '172054.41', '34.3%'],
    ['政府性基金预算财政拨款收入比上年', '增加', '1375.00', '80.2%'],
    ['国有资本经营预算财政拨款收入比上年', '持平', '0.00', null],
    ['上级补助收入比上年', '持平', '0.00', null],
    ['事业收入比上年', '持平', '0.00', null],
    ['经营收入比上年', '持平', '0.00', null],
    ['附属单位上缴收入比上年', '持平', '0.00', null],
    ['其他收入比上年', '减少', '7147.59', '10.2%'],
    ['基本支出比上年', '增加', '3414.93', '21.1%'],
    ['项目支出比上年', '增加', '165433.22', '29.7%'],
    ['上缴上级支出比上年', '持平', '0.00', null],
    ['经营支出比上年', '持平', '0.00', null],
    ['对附属单位补助支出比上年', '持平', '0.00', null],
    ['机关运行经费比上年', '增加', '47.58', '3.1%'],
  ])('%s%s %s 万元，%s（第三部分）', (name, direction, change, rate) => {
    expect(indicators.get(name)!.growth!.direction).toBe(direction);
    expect(printed(name)).toMatchObject({ change, rate });
  });

  it('医保财政补助：年初 445,304.81 万元，年中增加 166,643.44 万元（第四部分二(二)2）', () => {
    expect(printed('医保财政补助项目年初预算').amount).toBe('445304.81');
    expect(printed('医保财政补助项目年中增加').amount).toBe('166643.44');
  });

  it('没有上年数时，不作比较', () => {
    const [growth] = computeIndicators(gz2020Final(), input2020()).filter(({ name }) => name === '其他收入比上年');
    expect(growth).toMatchObject({ base: null, growth: null, printed: { amount: '62918.64', rate: null } });
  });
});
