import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEdition } from '../edition/parse-edition';
import { input2020 } from '../testing/gz-2020-final';
import { NO_REGISTERS } from '../testing/one-sentence';
import { COMPARATIVES_2019 } from '../testing/witness-2020';
import { composeNarrative } from './compose-narrative';
import { type NarrativeNumber, sentencesOf } from './composed';
import { parseNarrative } from './parse-narrative';

const read = (folder: string, id: string) => readFileSync(join(__dirname, '../..', folder, `${id}.yaml`), 'utf8');

/** The numbers of an edition's text for the year 2020 in 元, with the figures of 2019 and without registers. */
function numbersOf(id: string): ReadonlyMap<string, NarrativeNumber> {
  const edition = parseEdition(read('editions', id), id);
  const composed = composeNarrative(parseNarrative(read('narratives', id), id, edition), {
    report: input2020(),
    year: 2020,
    comparatives: COMPARATIVES_2019,
    registers: NO_REGISTERS,
    journal: [],
    fittedTo: null,
  });
  return new Map(sentencesOf(composed).flatMap(({ numbers }) => numbers.map((number) => [number.id, number])));
}

describe('2020 年的比率由以元计的账算出（第三部分）', () => {
  const numbers = numbersOf('gz-2020-final');

  it.each([
    ['三公/净支出 完成 全年预算', '74%'],
    ['三公各项/公务用车购置及运行费/净支出 完成 全年预算', '78.1%'],
    ['三公各项/公务接待费/净支出 完成 全年预算', '38.2%'],
    // 37.45 ÷ 39.57 would print 94.6%.
    ['三公占比/公务用车购置及运行费/净支出 占 “三公”经费.净支出', '94.7%'],
    ['整体执行/净支出 完成 全年预算', '99.5%'],
    ['财政拨款各项支出/一般公共预算财政拨款/净支出 比 年初预算#增减率', '34.4%'],
    ['财政拨款各项支出/政府性基金预算财政拨款/净支出 比 年初预算#增减率', '--%(基数为0,不可比)'],
  ])('%s %s', (id, printed) => expect(numbers.get(id)!.printed).toBe(printed));

  it.each([
    ['收入/一般公共预算财政拨款收入/收入', '增加', '172,054.41万元', '34.3%'],
    ['收入/政府性基金预算财政拨款收入/收入', '增加', '1,375万元', '80.2%'],
    ['收入/其他收入/收入', '减少', '7,147.59万元', '10.2%'],
    ['支出/基本支出/净支出', '增加', '3,414.93万元', '21.1%'],
    ['支出/项目支出/净支出', '增加', '165,433.22万元', '29.7%'],
    ['机关运行经费/净支出', '增加', '47.58万元', '3.1%'],
  ])('%s 比上年%s %s，%s', (id, direction, change, rate) => {
    expect(numbers.get(`${id} 比 上年决算数#增减额`)).toMatchObject({ direction, printed: change });
    expect(numbers.get(`${id} 比 上年决算数#增减率`)!.printed).toBe(rate);
  });
});

describe('同一套账，另一种版式的说法：与年初预算相比，两位小数', () => {
  const numbers = numbersOf('sh-standard-final');

  it('“三公”经费 395,650.00 元 ÷ 534,800.00 元 = 73.98%，出国没有预算，不可比', () => {
    expect(numbers.get('三公/净支出 完成 年初预算')!.printed).toBe('73.98%');
    expect(numbers.get('三公各项/因公出国（境）费/净支出 完成 年初预算')!.printed).toBe('不可比');
  });
});
