import { type Fen, parseYuan, sum } from '@yujue/money';
import { type BookLine, book, income, isFiscal, spent, yearBudget } from './book';
import { total } from './movements';
import { type PublishedRow } from './published';
import { type DataRow, rowsOf } from './read-dataset';

const LINES = book();
const NON_TAX = rowsOf('非税收入.csv');

const over = (of: readonly BookLine[], amount: (line: BookLine) => Fen): Fen => sum(of.map(amount));
const below = (code: string | null, of = LINES): BookLine[] =>
  of.filter(({ functionCode }) => functionCode.startsWith(code ?? ''));
const inFund = (fund: string, of = LINES): BookLine[] => of.filter((line) => line.fund === fund);
const basic = (of: readonly BookLine[]): Fen =>
  over(
    of.filter(({ expenditureKind }) => expenditureKind !== '项目支出'),
    spent,
  );
const project = (of: readonly BookLine[]): Fen =>
  over(
    of.filter(({ expenditureKind }) => expenditureKind === '项目支出'),
    spent,
  );
const opening = (line: BookLine): Fen => total(line.movements, '上年结转');
const closing = (line: BookLine): Fen => total(line.movements, '结转下年');
const FISCAL = LINES.filter(isFiscal);
const GENERAL = inFund('一般公共预算');
const FUND = inFund('政府性基金预算');
const STATE_CAPITAL = inFund('国有资本经营预算');
const NONE = sum([]);

type Cells = (row: PublishedRow) => readonly Fen[];

/** What each row of each table should say, in 分, by table number; summed from the files and not from the ledger. */
export const CELLS: Readonly<Record<string, Cells>> = {
  '1': (row) => [row.side === 'income' ? overallIncome(row.name) : overallExpenditure(row)],
  '2': ({ code }) => {
    const own = below(code);
    return [
      over(own, income),
      over(own.filter(isFiscal), income),
      NONE,
      NONE,
      NONE,
      NONE,
      over(inFund('其他收入', own), income),
    ];
  },
  '3': ({ code }) => {
    const own = below(code);
    return [over(own, spent), basic(own), project(own), NONE, NONE, NONE];
  },
  '4': (row) => (row.side === 'income' ? [fiscalIncome(row)] : fiscalExpenditure(row)),
  '5': ({ code }) => [over(below(code, GENERAL), spent), basic(below(code, GENERAL)), project(below(code, GENERAL))],
  '6': ({ side, code, name }) => {
    const own = GENERAL.filter(({ expenditureKind }) => expenditureKind !== '项目支出');
    const kind = name === '人员经费合计' || name === '公用经费合计' ? name.slice(0, 4) : side;
    return [
      over(
        own.filter((line) => line.economicCode.startsWith(code ?? '') && line.expenditureKind === kind),
        spent,
      ),
    ];
  },
  '7': () => [...sangong(yearBudget), ...sangong(spent)],
  '8': ({ code }) => {
    const own = below(code, FUND);
    return [over(own, opening), over(own, income), over(own, spent), basic(own), project(own), over(own, closing)];
  },
  '9': ({ code }) => {
    const own = below(code, STATE_CAPITAL);
    return [over(own, spent), basic(own), project(own)];
  },
  '10': ({ name, ordinal }) => {
    const own = NON_TAX.filter((row) => isNonTax(row, ordinal ? `${ordinal}、${name}` : name));
    const managed = (how: string): Fen =>
      sum(own.filter((row) => row('管理方式') === how).map((row) => parseYuan(row('金额'))));
    const [budget, account] = [managed('纳入预算管理'), managed('纳入财政专户管理')];
    return [sum([budget, account]), budget, account];
  },
};

function overallIncome(name: string): Fen {
  if (name === '本年收入合计') return over(LINES, income);
  if (name === '年初结转和结余') return over(LINES, opening);
  if (name === '总计') return sum([over(LINES, income), over(LINES, opening)]);
  const funds: Readonly<Record<string, readonly BookLine[]>> = {
    一般公共预算财政拨款收入: GENERAL,
    政府性基金预算财政拨款收入: FUND,
    其他收入: inFund('其他收入'),
  };
  return over(funds[name] ?? [], income);
}

function overallExpenditure({ code, name }: PublishedRow): Fen {
  if (code || name === '本年支出合计') return over(below(code), spent);
  if (name === '年末结转和结余') return over(LINES, closing);
  return name === '总计' ? sum([over(LINES, spent), over(LINES, closing)]) : NONE;
}

/** Table 4 prints the fiscal funds twice: numbered as income of the year, without a number as parts of the opening. */
function fiscalIncome({ name, ordinal }: PublishedRow): Fen {
  if (name === '本年收入合计') return over(FISCAL, income);
  if (name === '年初财政拨款结转和结余') return over(FISCAL, opening);
  if (name === '总计') return sum([over(FISCAL, income), over(FISCAL, opening)]);
  return over(inFund(name.replace('财政拨款', '')), ordinal ? income : opening);
}

const fiscalExpenditure = ({ code, name }: PublishedRow): Fen[] =>
  [FISCAL, GENERAL, FUND, STATE_CAPITAL].map((of) => {
    if (code || name === '本年支出合计') return over(below(code, of), spent);
    return name === '总计' ? sum([over(of, spent), over(of, closing)]) : over(of, closing);
  });

function sangong(amount: (line: BookLine) => Fen): Fen[] {
  const item = (...codes: string[]): Fen =>
    over(
      GENERAL.filter(({ economicCode }) => codes.includes(economicCode)),
      amount,
    );
  const [abroad, bought, running, received] = [item('30212'), item('31013', '30913'), item('30231'), item('30217')];
  return [sum([abroad, bought, running, received]), abroad, sum([bought, running]), bought, running, received];
}

/** Rows of table 10 by the code of libs/classification's catalogue of 2020. */
const NON_TAX_CODES: Readonly<Record<string, string>> = {
  合计: '',
  '一、政府性基金收入': '01',
  '二、专项收入': '02',
  '三、行政事业性收费收入': '03',
  '四、罚没收入': '04',
  '五、国有资本经营收入': '05',
  '六、国有资源(资产)有偿使用收入': '06',
  利息收入: '0601',
  其他利息收入: '060101',
  非经营性国有资产收入: '0602',
  事业单位国有资产处置收入: '060201',
  '七、捐赠收入': '07',
  '八、政府住房基金收入': '08',
  '九、其他收入': '09',
};

const isNonTax = (row: DataRow, name: string): boolean => row('非税项目').startsWith(NON_TAX_CODES[name] ?? '不存在');
