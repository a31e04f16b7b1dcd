import { mkdtempSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of a small department's year, by name; specs replace the ones that they are about. */
export const SMALL_FILES: Readonly<Record<string, string>> = {
  'dataset.yaml': `dataset: small
title: 示例局 2020 年度
fiscalYear: 2020
department: { code: small, name: 示例局 }
units:
  - { code: '900001', name: 示例局（本级）, kind: 行政 }
  - { code: '900002', name: 示例中心, kind: 事业 }
editions: [gz-2020-final]
closing: none
`,
  '指标.csv': `指标编号,预算单位,资金性质,支出功能分类,部门经济分类,支出类别,项目编码,来源年度,支付方式
A1,900001,一般公共预算,2101501,30201,公用经费,,2020,国库集中支付
A2,900001,一般公共预算,2101506,30227,项目支出,,2020,国库集中支付
B1,900002,其他收入,2101301,30307,项目支出,,2020,实有资金
`,
  '年初预算.csv': `文号,日期,指标编号,金额,原因
示财〔2020〕1号,2020-01-10,A1,10000.00,年初批复
示财〔2020〕1号,2020-01-10,A2,500000.00,年初批复
示财〔2020〕1号,2020-01-10,B1,80000.00,年初批复
`,
  '收入.csv': `单据号,日期,指标编号,金额,付款方,摘要
S1,2020-02-03,B1,60000.00,示例基金会,捐助到账
`,
  '支付.csv': `支付编号,单据号,日期,指标编号,金额,收款人,摘要
Z1,P1,2020-02-05,A1,1200.50,示例文具店,办公用品
Z2,P2,2020-03-05,A2,200000.00,示例公司,服务费首付
Z3,P3,2020-03-20,B1,60000.00,示例医院,救助
`,
};

/** Writes a dataset's folder named `small`; a file given as null is left out. */
export async function writeDataset(changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'yujue-dataset-')), 'small');
  await mkdir(folder);
  for (const [name, text] of Object.entries({ ...SMALL_FILES, ...changes })) {
    if (text !== null) writeFileSync(join(folder, name), text);
  }
  return folder;
}
