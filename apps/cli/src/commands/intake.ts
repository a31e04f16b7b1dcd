import { type Command } from 'commander';
import { lazily } from '../lazily';
import { TEXT_AND_JSON, formatOption } from '../options';

export function addIntake(program: Command): void {
  program
    .command('intake')
    .argument('<file>', '已公布的预算或决算文件：文本、HTML、.xlsx 或 .docx')
    .description('读入已公布的文件，拟合出能还原全部公布数的数据集')
    .requiredOption('--out <folder>', '数据集写入的文件夹，文件夹名即数据集名')
    .addOption(formatOption(TEXT_AND_JSON))
    .addHelpText('after', '\n示例：\n  yujue intake 2026年部门预算.txt --out gz-ybj-2026')
    .action(lazily(async () => (await import('../actions/intake.js')).intake));
}
