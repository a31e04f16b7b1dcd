import { csvText, printable } from '@yujue/reporting';
import { strToU8 } from 'fflate';
import { type ReportDocument, madeAt } from '../report-document';
import { packed } from '@yujue/office-files';
import { FACT_FIELDS, factsOf } from './fact-fields';

/** The paths of a package's parts in its zip. */
export const DESCRIPTOR = 'datapackage.json';
export const FACTS = 'data/facts.csv';

const MEASURES_NOTE =
  '每行为一条指标在一个口径下的金额（元），均为正向发生额：净支出 = 支付 − 退回；全年预算 = 年初预算 + 追加 − 追减 + 调剂 + 上年结转。';

/**
 * The facts under a report as an Open Fiscal Data Package: a zip of `datapackage.json` and one table in long form, each
 * row one line's amount in one measure, with every dimension mapped to the common taxonomy.
 * Source: Fiscal Data Package 1.0-rc.1, a profile of the Tabular Data Package.
 */
export function writeFiscalPackage(report: ReportDocument): Uint8Array {
  return packed({
    [DESCRIPTOR]: strToU8(printable(`${JSON.stringify(descriptor(report), null, 2)}\n`)),
    [FACTS]: strToU8(factsCsv(report)),
  });
}

function factsCsv({ input, departmentName }: ReportDocument): string {
  const rows = factsOf(input, departmentName).map((fact) => FACT_FIELDS.map(({ valueOf }) => valueOf(fact, input)));
  return csvText([FACT_FIELDS.map(({ name }) => name), ...rows], { bom: false });
}

const descriptor = (report: ReportDocument) => ({
  profile: 'fiscal-data-package',
  name: packageName(report),
  title: `${report.departmentName} ${report.stamp.year} 年度`,
  description: MEASURES_NOTE,
  created: madeAt(report),
  countryCode: 'CN',
  'x-yujue-stamp': report.stamp,
  ...(report.filled.warnings && { 'x-yujue-warnings': report.filled.warnings }),
  resources: [
    {
      profile: 'tabular-data-resource',
      name: 'facts',
      path: FACTS,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        fields: FACT_FIELDS.map(({ name, title, type, columnType }) => ({
          name,
          title,
          type,
          ...(columnType !== undefined && { columnType }),
        })),
        missingValues: [''],
        extraFields: [{ name: 'currency', type: 'string', columnType: 'value-currency:code', constant: 'CNY' }],
      },
    },
  ],
});

/** Lower case letters, digits and `. _ -`, as the specification asks. */
const packageName = ({ stamp: { edition, department, year } }: ReportDocument): string =>
  `${edition}-${department}-${year}`.toLowerCase().replace(/[^-a-z0-9._]/g, '_');
