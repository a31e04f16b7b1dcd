import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from './failure';
import { answerForMissingData } from './where-the-data-is';

describe('没有账目的文件夹', () => {
  let folder: string;
  let home: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yujue-nowhere-'));
    home = join(folder, '.yujue');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ask = (env: Record<string, string>, databaseUrl?: string) => () =>
    answerForMissingData({ home, databaseUrl }, env, 'refuse');

  it('拒绝，写明数据应在何处，不新建', () => {
    expect(ask({})).toThrow(Failure);
    expect(ask({})).toThrow(`数据应在 ${home}`);
    expect(ask({ YUJUE_HOME: ' ' })).toThrow(Failure);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('只有科目表、没有数据库的数据文件夹也拒绝', () => {
    mkdirSync(join(home, 'catalogues'), { recursive: true });
    expect(ask({})).toThrow(Failure);
  });

  it('指明了数据文件夹或数据库，或数据库已在，不拒绝', () => {
    expect(ask({ YUJUE_HOME: home })).not.toThrow();
    expect(ask({}, 'postgres://localhost/yujue')).not.toThrow();
    mkdirSync(join(home, 'postgres'), { recursive: true });
    expect(ask({})).not.toThrow();
  });

  it('装载数据集的可以新建，并写明在何处', () => {
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    answerForMissingData({ home, databaseUrl: undefined }, {}, 'create');
    expect(told.mock.calls).toEqual([[`在 ${home} 新建账目数据。\n`]]);
    told.mockRestore();
  });
});
