import { intakeDocument, readConfiguration } from '@yujue/application';
import { type IntakeProgress, isInOrder, renderIntakeText, toIntakeJson } from '@yujue/fitting';
import { type Command } from 'commander';
import { Failure } from '../failure';
import { throwIfInterrupted } from '../interruption';
import { choiceOption } from '../options';
import { jsonText, note, print } from '../terminal/output';
import { type Progress, withProgress } from '../terminal/progress';

interface IntakeOptions {
  readonly out: string;
  readonly format: 'text' | 'json';
}

/** `yujue intake <file>`: a published document → a dataset fitted to it; what contradicts itself ends with exit code 1. */
export function addIntake(program: Command): void {
  program
    .command('intake')
    .argument('<file>', '已公布的预算或决算文件：文本、HTML、.xlsx 或 .docx')
    .description('读入已公布的文件，拟合出能还原全部公布数的数据集')
    .requiredOption('--out <folder>', '数据集写入的文件夹，文件夹名即数据集名')
    .addOption(choiceOption('--format <format>', '格式', ['text', 'json']))
    .addHelpText('after', '\n示例：\n  yujue intake 2026年部门预算.txt --out gz-ybj-2026')
    .action(intake);
}

async function intake(file: string, { out, format }: IntakeOptions): Promise<void> {
  const { home } = readConfiguration(process.env);
  const taken = await withProgress('查找矛盾', (progress) => intakeDocument({ file, out, home }, told(progress)), '步');
  const result = toIntakeJson(taken);
  await print(format === 'json' ? jsonText(result) : renderIntakeText(result, out));
  if (!isInOrder(result)) throw new Failure('文件没有全部读懂，或自相矛盾；数据集已写入，请先核对上面各处。');
}

/**
 * Each phase is told when it begins, and is where Ctrl-C is heeded; only the search for contradictions counts steps. How
 * many it will take nobody knows before the last one, since each mistake that is found begins a search of its own.
 */
function told(progress: Progress): (step: IntakeProgress) => void {
  let current = '';
  let steps = 0;
  return ({ phase }) => {
    throwIfInterrupted();
    if (phase !== current) note(`${phase}…`);
    current = phase;
    if (phase === '查找矛盾') progress((steps += 1));
  };
}
