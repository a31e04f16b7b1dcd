import { type ExecutionBy } from '@yujue/reporting';
import { type Command } from 'commander';
import { lazily } from '../lazily';
import {
  type Choices,
  TEXT_AND_JSON,
  choiceOption,
  departmentOption,
  formatOption,
  monthOption,
  yearOption,
} from '../options';

const BY = {
  unit: ['单位', '预算单位'],
  function: ['功能科目', '功能分类', '支出功能分类'],
  economic: ['经济科目', '经济分类', '部门经济分类'],
  project: ['项目'],
  fund: ['资金性质'],
} as const satisfies Choices<ExecutionBy>;

export function addExecution(program: Command): void {
  program
    .command('execution')
    .description('月度预算执行情况，对照序时进度')
    .addOption(departmentOption())
    .addOption(yearOption())
    .addOption(monthOption())
    .addOption(choiceOption('--by <dimension>', '分组', BY).default('unit'))
    .addOption(formatOption(TEXT_AND_JSON))
    .addHelpText('after', '\n示例：\n  yujue execution --department gz-ybj --year 2020 --month 6 --by 项目')
    .action(lazily(async () => (await import('../actions/execution.js')).execution));
}
