import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.yujue']);

const filesBelow = (folder: string, suffix: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(path, suffix);
    return entry.name.endsWith(suffix) ? [path] : [];
  });

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, match]) => match!);
/** What a document names as code. */
const quoted = (text: string): string[] => found(text, /`([^`\n]+)`/g);
const linksIn = (text: string): string[] => found(text, /\]\(([^)#\s]+)(?:#[^)]*)?\)/g);

const documents = filesBelow(ROOT, '.md').map((file) => relative(ROOT, file));
/** A decision describes the code of its day, and a change of today does not rewrite it. */
const ofToday = documents.filter((file) => !file.startsWith('docs/adr/') && file !== 'CHANGELOG.md');

/** Without specs: a name that only a test uses is no name in code. */
const programs = ['apps', 'libs']
  .flatMap((folder) => filesBelow(join(ROOT, folder), '.ts'))
  .filter((file) => !/(-|\.)spec\.ts$/.test(file));
const words = new Set(programs.flatMap((file) => readFileSync(file, 'utf8').match(/[A-Za-z_$][\w$]*/g) ?? []));
const fileNames = new Set(programs.map((file) => basename(file)));

/** The cells of a Markdown document's tables, row by row. */
const rowsOf = (file: string): string[][] =>
  read(file)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1));

describe('文档', () => {
  it('词汇表里代码中的名字，代码里都有', () => {
    const names = rowsOf('docs/glossary.md').flatMap((cells) => (cells.length === 5 ? quoted(cells[2]!) : []));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });

  it('业务规则写明在哪里实现的，代码里都有', () => {
    const names = rowsOf('docs/domain.md')
      .flatMap((cells) => (cells.length === 3 ? quoted(cells[2]!) : []))
      .filter((name) => /^[A-Za-z]+_[A-Z_]+$|^[a-z]*[A-Z]\w+$|\.ts$/.test(name));
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !words.has(name) && !fileNames.has(basename(name)))).toEqual([]);
  });

  it.each(documents)('%s 的链接都通向一个文件', (file) => {
    const local = linksIn(read(file)).filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(ROOT, dirname(file), target)))).toEqual([]);
  });

  it.each(ofToday)('%s 写到的文件和文件夹，项目里都有', (file) => {
    const paths = quoted(read(file)).filter((name) => /^(apps|libs|docs|docker|samples|test)\/[\w./-]+$/.test(name));
    // People write `.env` themselves.
    const shipped = paths.filter((path) => !path.endsWith('/.env'));
    expect(shipped.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('ARCHITECTURE.md 列出 libs 的每个文件夹，不多不少', () => {
    const folders = readdirSync(join(ROOT, 'libs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const [, listed] = /^ {4}libs\/\n((?: {6}.*\n)+)/m.exec(read('ARCHITECTURE.md'))!;
    expect(found(listed!, /^ {6}([a-z-]+)\//gm).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });

  it('两种语言的 README 章节、表格、命令和链接相同', () => {
    const outline = (file: string) => {
      const text = read(file);
      const links = linksIn(text).filter((target) => !target.startsWith('README'));
      const commands = found(text, /`(npx yujue [a-z]+)/g);
      return { sections: found(text, /^(#+) /gm), rows: rowsOf(file).length, links, commands };
    };
    expect(outline('README.zh.md')).toEqual(outline('README.md'));
  });
});
