import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.yujue']);

const filesBelow = (folder: string, suffix: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path, suffix);
    return entry.name.endsWith(suffix) ? [path] : [];
  });

const documents = filesBelow(ROOT, '.md').map((file) => [relative(ROOT, file), file] as const);
/** A decision describes the code of its day, and a change of today does not rewrite it. */
const ofToday = documents.filter(([name]) => !name.startsWith('docs/adr/') && name !== 'CHANGELOG.md');

/** The program's own words, without its specs: a name that only a test uses is no name in code. */
const sources = ['apps', 'libs']
  .flatMap((folder) => filesBelow(join(ROOT, folder), '.ts'))
  .filter((file) => !/(-|\.)spec\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const words = new Set(sources.match(/[A-Za-z_$][\w$]*/g));

/** The third cell of each row of the glossary that has five. */
const namesInCode = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').slice(1, -1))
  .filter((cells) => cells.length === 5)
  .flatMap((cells) => [...cells[2]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));

describe('文档', () => {
  it('词汇表里代码中的名字，代码里都有', () => {
    expect(namesInCode.length).toBeGreaterThan(100);
    expect(namesInCode.filter((name) => !words.has(name))).toEqual([]);
  });

  it.each(documents)('%s 的链接都通向一个文件', (_name, file) => {
    const targets = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target]) => target!,
    );
    const local = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });

  it.each(ofToday)('%s 写到的文件和文件夹，项目里都有', (_name, file) => {
    const paths = [...readFileSync(file, 'utf8').matchAll(/`((?:apps|libs|docs|docker|samples|test)\/[\w./-]+)`/g)];
    // People write `.env` themselves.
    const written = paths.map(([, path]) => path!).filter((path) => !path.endsWith('/.env'));
    expect(written.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
