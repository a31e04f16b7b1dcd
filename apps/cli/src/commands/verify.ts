import { type Command } from 'commander';
import { lazily } from '../lazily';

const verifyLog = lazily(async () => (await import('../actions/verify.js')).verify);
const verifyFile = lazily(async () => (await import('../actions/verify-file.js')).verifyFile);

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('核对账目的校验链与封存，或核对一个导出的报表文件；发现改动时退出码为 1')
    .option('--file <file>', '核对该文件是否仍是账目所说：xlsx、docx、html、json、csv、ofdp')
    .addHelpText('after', '\n示例：\n  yujue verify\n  yujue verify --file 决算.xlsx')
    .action(({ file }: { readonly file?: string }) => (file === undefined ? verifyLog() : verifyFile(file)));
}
