import { fitInputOf } from '../testing/documents';
import { fitAndFile } from './take-in';

describe('矛盾太多的文件', () => {
  it('说出没有读到的表，也说出对单位作了什么假定', async () => {
    const { document, edition, catalogue, profile, pairings } = fitInputOf('qy-2025-budget');
    // 只读到各表前三行；清远市医疗保障服务中心不在名录。
    const message = '没有找到表12。请确认文件是完整的。';
    const broken = {
      ...document,
      tables: document.tables.map((table) => ({
        ...table,
        rows: table.no === '11' ? table.rows : table.rows.slice(0, 3),
      })),
      problems: [{ table: '12', place: { line: 1 }, text: '', message }],
    };
    const rules = {
      editions: [edition],
      catalogueOf: () => catalogue,
      profiles: [{ ...profile, units: profile.units.slice(0, 1) }],
      pairings,
      narrativeOf: () => null,
    };
    const refused = fitAndFile(broken, { file: 'a.txt', sha256: '0'.repeat(64) }, 'a', rules, () => undefined);
    await expect(refused).rejects.toMatchObject({ code: 'TOO_MANY_CONTRADICTIONS' });
    const told = await refused.catch((error: Error) => error.message);
    expect(told).toContain(message);
    expect(told).toContain('“清远市医疗保障服务中心”不在已知单位之列');
  });
});
