import { z } from 'zod';
import { named } from '../contract/components';

/** What a sentence counts or names, for programs: amounts in 元, codes, lists of them. */
const data = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

/** One of several things that are wrong. */
export const violation = named(
  'Violation',
  z.strictObject({
    path: z.string().describe('哪一项，例如 lines.0.amount；空为整个内容'),
    code: z.string(),
    message: z.string(),
    data: data.optional(),
  }),
);

/** Every answer of 4xx and 5xx: RFC 9457, with our code and the data of a refusal. */
export const problem = named(
  'Problem',
  z.strictObject({
    type: z.string().describe('urn:yujue:problem:<code>'),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z.string().describe('供程序判断'),
    detail: z.string().describe('供人阅读：哪里不对，有多少，怎么办'),
    data: data.optional().describe('业务被拒绝时的金额（元）和编号'),
    details: z.array(z.string()).optional().describe('逐项说明'),
    violations: z
      .array(violation)
      .optional()
      .describe('逐处列出哪里不对；业务被拒绝时，code、detail、data 说的是第一处'),
    instance: z.string().optional().describe('请求的路径；连 HTTP 都不是的请求没有'),
    requestId: z.string().optional().describe('请求编号，日志中可以查到'),
  }),
);
