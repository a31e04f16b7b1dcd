import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { fillEdition } from '@yujue/reporting';
import { gz2020Final, input2020 } from '@yujue/reporting/testing';
import { publishedReport } from '../testing/published-report';
import { writeFiscalPackage } from './write-fiscal-package';

const input = input2020();
const report = { ...publishedReport('gz-2020-final', 'ofdp'), input, filled: fillEdition(gz2020Final(), input) };
const files = unzipSync(writeFiscalPackage(report));
const facts = parse(strFromU8(files['data/facts.csv']!), { columns: true }) as Record<string, string>[];

interface Descriptor {
  readonly profile: string;
  readonly name: string;
  readonly resources: readonly {
    readonly path: string;
    readonly schema: { readonly fields: readonly { name: string; columnType?: string }[] };
  }[];
}
const descriptor = JSON.parse(strFromU8(files['datapackage.json']!)) as Descriptor;

describe('开放财政数据包', () => {
  it('描述与数据的栏目一致，各栏对应规范的财政概念', () => {
    const [resource] = descriptor.resources;
    expect(descriptor.profile).toBe('fiscal-data-package');
    expect(descriptor.name).toMatch(/^[-a-z0-9._/]+$/);
    expect(resource!.schema.fields.map(({ name }) => name)).toEqual(Object.keys(facts[0]!));
    expect(resource!.schema.fields).toContainEqual(
      expect.objectContaining({
        name: 'function_level3_code',
        columnType: 'functional-classification:generic:level3:code:full',
      }),
    );
  });

  it('支付减退回等于公开的支出合计 742,037.07 万元', () => {
    const fen = (measure: string) =>
      facts
        .filter((fact) => fact['measure'] === measure)
        .reduce((sum, fact) => sum + BigInt(fact['amount']!.replace('.', '')), 0n);
    const net = fen('支付') - fen('退回');
    // Half up from 分 to 0.01 万元, which is 10,000 分.
    expect((net + 5_000n) / 10_000n).toBe(74_203_707n);
  });
});
