import { type Row } from './csv';

/** Columns of 项目.csv. */
export const PROJECT_COLUMNS = ['项目编码', '项目名称', '上级项目编码', '项目类别', '绩效目标'] as const;

type Project = readonly [code: string, name: string, parent: string, category: string, goal: string];

const REGULAR = '经常性专项';
const ONE_OFF = '一次性专项';

/**
 * Names of P01, P02, P0201–P0205, P09, P10, P13 and P14 are the document's; codes, categories, goals and the other
 * names are illustrative. P01 to P23 are the 23 projects of 一般公共预算 that the document counts.
 */
const PROJECTS: readonly Project[] = [
  ['P01', '医保财政补助项目', '', REGULAR, '参保补助按时足额到位'],
  ['P0101', '城乡居民医保市本级补助', 'P01', REGULAR, '上半年拨付进度达到全年的 70%'],
  ['P0102', '城乡居民医保中央补助', 'P01', REGULAR, '收到即拨付'],
  ['P0103', '城乡居民医保省级补助', 'P01', REGULAR, '收到即拨付'],
  ['P0104', '省属学校学生参保补助', 'P01', REGULAR, '收到即拨付'],
  ['P0105', '社会申办退休人员补助', 'P01', REGULAR, '符合条件人员资助到账率 100%'],
  ['P0106', '行政单位医疗补助', 'P01', REGULAR, '按月拨付'],
  ['P02', '困难群众医疗救助项目', '', REGULAR, '医疗救助对象覆盖率 100%'],
  ['P0201', '广州市专项医疗救助金', 'P02', REGULAR, '按需拨付'],
  ['P0202', '广州市基本医疗救助金', 'P02', REGULAR, '按需拨付'],
  ['P0203', '广州市困难群众医疗救助购买服务费（广州国寿）', 'P02', REGULAR, '服务质量良以上'],
  ['P0204', '2020年中央和省财政城乡医疗救助补助预算资金', 'P02', REGULAR, '收到即拨付'],
  ['P0205', '2020年医疗救助中央补助预算资金', 'P02', REGULAR, '收到即拨付'],
  ['P03', '离休干部医疗费统筹补助', '', REGULAR, '按月结算'],
  ['P04', '医保数据应用条件建设', '', ONE_OFF, '年内完成设备验收'],
  ['P05', '医疗保障综合管理', '', REGULAR, '保障机关专项工作'],
  ['P06', '执法执勤用车更新', '', ONE_OFF, '年内更新 1 辆'],
  ['P07', '办事场所运行保障', '', REGULAR, '办事场所正常开放'],
  ['P08', '法律与信访服务', '', REGULAR, '按期答复率 100%'],
  ['P09', '按病种分值付费监管与生育经办业务系统建设', '', ONE_OFF, '系统上线并通过验收'],
  ['P10', '医保中心经办业务信息化运维', '', REGULAR, '系统可用率 99.9%'],
  ['P11', '智能监控系统建设', '', ONE_OFF, '年内上线运行'],
  ['P12', '电子凭证与网络安全', '', REGULAR, '等级保护测评通过'],
  ['P13', '药品（医用耗材）集团采购', '', REGULAR, '公立医疗机构全部纳入'],
  ['P14', '医保基金监管', '', REGULAR, '定点机构检查覆盖率 100%'],
  ['P15', '医疗保障政策研究与宣传', '', REGULAR, '完成年度课题与宣传计划'],
  ['P16', '医疗服务与保障能力提升补助', '', ONE_OFF, '按任务清单完成'],
  ['P17', '医保经办服务购买', '', REGULAR, '窗口业务按时办结'],
  ['P18', '医保业务档案管理', '', REGULAR, '当年档案归档率 100%'],
  ['P19', '长期护理保险评估管理', '', REGULAR, '评估按时完成'],
  ['P20', '经办窗口服务保障', '', REGULAR, '服务满意度 95% 以上'],
  ['P21', '异地就医与基金稽核', '', REGULAR, '协查按期办结'],
  ['P22', '医疗救助业务管理', '', REGULAR, '救助申请按期办结'],
  ['P23', '帮扶工作保障', '', REGULAR, '完成年度帮扶任务'],
  ['P24', '医疗救助待遇支付', '', REGULAR, '待遇按月结算'],
  ['P2401', '资助参保', 'P24', REGULAR, '符合条件对象资助参保率 100%'],
  ['P2402', '门诊与住院救助', 'P24', REGULAR, '与定点机构按月结算'],
];

/** 项目.csv. */
export const projectRows = (): Row<(typeof PROJECT_COLUMNS)[number]>[] =>
  PROJECTS.map(([项目编码, 项目名称, 上级项目编码, 项目类别, 绩效目标]) => ({
    项目编码,
    项目名称,
    上级项目编码,
    项目类别,
    绩效目标,
  }));

/** A project's name, for the words of its payments. */
export function projectName(code: string): string {
  const project = PROJECTS.find(([candidate]) => candidate === code);
  if (!project) throw new Error(`The sample has no project ${code}.`);
  return project[1];
}
