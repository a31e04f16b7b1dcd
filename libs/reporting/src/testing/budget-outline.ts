import { type ExpenditureKind } from '@yujue/classification';
import { parseYuan } from '@yujue/money';
import { type LineFacts, type ReportLine } from '@yujue/facts';
import { Directory, type ReportInput, type ReportProject, type ReportUnit } from '../report-input';
import { type PublishedFigures, type PrintedRow, catalogueOf } from './published';

const ONE_YUAN = parseYuan('1.00');

/** 类 of the economic classification under the names that table 11 prints. */
const CLASSES: Readonly<Record<string, string>> = {
  工资福利支出: '301',
  工资和福利支出: '301',
  商品和服务支出: '302',
  对个人和家庭的补助: '303',
  资本性支出: '310',
  其他资本性等支出: '310',
};

/**
 * A budget of 元 that has an amount exactly where the published tables have one: one 元 for every 项, every economic code,
 * every unit and every project that the document prints. It fills an edition with the document's own rows, and says
 * nothing of its figures.
 */
export function outlineOf(budget: PublishedFigures, unitNames: readonly string[]): ReportInput {
  const units = unitNames.map((name, index): ReportUnit => ({ code: `00${index + 1}`, name }));
  const rowsOf = (no: string) => budget.tables.find((table) => table.no === no)!.rows;
  const department = { name: budget.publisher, authority: null };
  const projects = projectsOf(rowsOf('12'), units);
  return {
    facts: [...basicLines(rowsOf, units), ...projectLines(rowsOf, projects)].map((own, index) =>
      fact(own, index, budget),
    ),
    catalogue: catalogueOf(budget.fiscalYear),
    directory: new Directory(units, projects, department),
  };
}

type RowsOf = (no: string) => readonly PrintedRow[];
type OwnDimensions = Partial<ReportLine> & Pick<ReportLine, 'unit' | 'expenditureKind'>;

/** Codes of the last level, where the column has an amount. */
const codesWith = (rows: readonly PrintedRow[], digits: number, column = 0): string[] =>
  rows.flatMap(({ code, values }) => (code?.length === digits && values[column] !== '0.00' ? [code] : []));

const kindOf = (economicCode: string): ExpenditureKind => (/^30[13]/.test(economicCode) ? '人员经费' : '公用经费');

function basicLines(rowsOf: RowsOf, units: readonly ReportUnit[]): OwnDimensions[] {
  const economic = codesWith(rowsOf('6'), 5);
  const functions = codesWith(rowsOf('3'), 7, 1);
  const line = (unit: string, economicCode: string, functionCode = functions[0]!): OwnDimensions => ({
    unit,
    economicCode,
    functionCode,
    expenditureKind: kindOf(economicCode),
  });
  const classes = below(rowsOf('11'), units).map(({ unit, row }) => ({ unit, code: CLASSES[row.name]! }));
  const inClass = (code: string) => economic.filter((each) => each.startsWith(code));
  return [
    ...classes.map(({ unit, code }) => line(unit, inClass(code)[0]!)),
    ...economic.map((code) => line(classes.find((each) => code.startsWith(each.code))!.unit, code)),
    ...functions.map((code) => line(classes[0]!.unit, inClass(classes[0]!.code)[0]!, code)),
  ];
}

interface OutlineProject extends ReportProject {
  readonly unit: string;
  readonly ofGovernmentFunds: boolean;
}

/** Table 12: its fourth figure is 政府性基金预算. */
const projectsOf = (rows: readonly PrintedRow[], units: readonly ReportUnit[]): OutlineProject[] =>
  below(rows, units).map(({ unit, row }, index) => ({
    code: `P${String(index + 1).padStart(2, '0')}`,
    name: row.name,
    parentCode: null,
    goal: `第 ${index + 1} 个项目的目标`,
    unit,
    ofGovernmentFunds: row.values[3] !== '0.00',
  }));

function projectLines(rowsOf: RowsOf, projects: readonly OutlineProject[]): OwnDimensions[] {
  const functions = codesWith(rowsOf('5'), 7, 2);
  const economic = codesWith(rowsOf('7'), 5);
  const line = ({ code, unit }: OutlineProject, functionCode: string, economicCode: string): OwnDimensions => ({
    unit,
    projectCode: code,
    functionCode,
    economicCode,
    expenditureKind: '项目支出',
  });
  const general = projects.filter(({ ofGovernmentFunds }) => !ofGovernmentFunds);
  const ofFunds = projects.filter(({ ofGovernmentFunds }) => ofGovernmentFunds);
  return [
    ...general.map((project) => line(project, functions[0]!, economic[0]!)),
    ...functions.map((code) => line(general[0]!, code, economic[0]!)),
    ...economic.map((code) => line(general[0]!, functions[0]!, code)),
    ...ofFunds.flatMap((project) =>
      codesWith(rowsOf('9'), 7).map((code): OwnDimensions => ({
        ...line(project, code, economic[0]!),
        fundNature: '政府性基金预算',
        economicCode: null,
      })),
    ),
  ];
}

/** The rows below units, with the code of their unit. Unit names may be marked （本级）. */
function below(rows: readonly PrintedRow[], units: readonly ReportUnit[]): { unit: string; row: PrintedRow }[] {
  let unit: string | undefined;
  return rows.flatMap((row) => {
    const head = units.find(({ name }) => row.name === name || row.name === `${name}（本级）`);
    unit = head?.code ?? unit;
    return head || unit === undefined ? [] : [{ unit, row }];
  });
}

const fact = (own: OwnDimensions, index: number, { fiscalYear }: PublishedFigures): LineFacts => ({
  line: {
    id: `line-${index}`,
    department: 'department',
    unitKind: '行政',
    fiscalYear,
    originYear: fiscalYear,
    fundNature: '一般公共预算',
    functionCode: null,
    economicCode: null,
    govEconomicCode: null,
    projectCode: null,
    paymentMode: null,
    nonTaxCategory: null,
    nonTaxAccount: null,
    entry: null,
    ...own,
  },
  amounts: { appropriated: ONE_YUAN },
});
