import { type Edition } from '../../edition/edition';

/** The line above a table at the left, such as 部门名称：广州市医疗保险服务中心. */
export const publisherLine = ({ publisherLabel }: Edition, department: string): string =>
  `${publisherLabel}：${department}`;
