import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetFiles } from './dataset';

/** Writes the sample's CSV files into a folder; the sample's own folder when none is named. */
const folder = process.argv[2] ?? join('samples', 'gz-ybj-2020');
const files = datasetFiles();
for (const [name, content] of files) writeFileSync(join(folder, name), content);
process.stdout.write(`${files.size} 个文件已写入 ${folder}。\n`);
