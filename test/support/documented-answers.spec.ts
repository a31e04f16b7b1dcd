import { differenceFromDocument } from './documented-answers';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const recorded = { revision: 3, position: '12', repeated: false };
const problem = { type: 'urn:yujue:problem:X', title: '请求有误', status: 404, code: 'X', detail: '没有。' };
const COMMAND = '/api/v1/units/310001/years/2020/commands/disburse';

describe('答复与接口文档的核对', () => {
  const differenceOf = (body: object, more: { path?: string; status?: number; type?: string; method?: string } = {}) =>
    differenceFromDocument({
      method: 'POST',
      path: COMMAND,
      status: 200,
      type: JSON_TYPE,
      body: JSON.stringify(body),
      ...more,
    });

  it('与文档一致的答复没有差异', () => {
    expect(differenceOf(recorded)).toBeNull();
    expect(differenceOf(recorded, { path: `${COMMAND.toUpperCase()}/?x=1` })).toBeNull();
    expect(differenceOf(problem, { status: 404, type: PROBLEM_TYPE })).toBeNull();
  });

  it.each<[string, string | null]>([
    ['多出的项', differenceOf({ ...recorded, actor: '甲' })],
    ['缺少的项', differenceOf({ revision: 3, position: '12' })],
    ['没有写明的状态', differenceOf(problem, { status: 418, type: PROBLEM_TYPE })],
    ['没有写明的成功状态', differenceOf(recorded, { status: 201 })],
    ['问题中多出的项', differenceOf({ ...problem, stack: '' }, { status: 404, type: PROBLEM_TYPE })],
    ['不是写明的类型', differenceOf(recorded, { type: 'text/html' })],
    ['没有写明的地址', differenceOf(recorded, { path: '/api/v1/nothing' })],
    ['没有写明的方法', differenceOf(recorded, { method: 'PUT' })],
  ])('%s是差异', (_what, difference) => expect(difference).not.toBeNull());
});
