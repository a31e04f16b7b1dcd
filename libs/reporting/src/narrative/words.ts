/** The subject of figures that only 说明数 has: `{说明数.固定资产金额}`. */
export const STATED = '说明数';

/** The subject of the date of a figure of 说明数: `{截至.固定资产金额}`. */
export const AS_OF = '截至';

/** The word for the reasons of a sentence's change. */
export const REASONS = '原因';

/** What sentences may name beside measures, figures of the earlier year and tallies. */
export const WORDS: readonly string[] = [
  '部门',
  '年度',
  '上年度',
  '名称',
  '下属单位数',
  '项目数',
  '绩效目标',
  '预算完成率得分',
  '自评总分',
  REASONS,
  // Of the rows of `evaluationItems`.
  '目标值',
  '完成值',
  '分值',
  '得分',
];
