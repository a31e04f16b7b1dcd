import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { COMMAND_NAMES, COMMAND_SCHEMAS, type CommandType } from '@yujue/ledger';
import { COMMAND_BODIES } from '../answers/ledger-answers';
import { problem } from '../answers/problem';
import { COMMAND_EXAMPLES } from '../examples/command-examples';
import { ENTRY_EXAMPLES } from '../examples/registration-examples';
import { ENTRY_BODIES, REGISTER_WORDS } from '../http/registration-bodies';
import { PROBLEMS } from './answer-decorators';
import { componentSchemas, referenceTo } from './components';
import { expandPath } from './expand-paths';

const YEAR_OF_UNIT = '/api/v1/units/{unit}/years/{year}';
const YEAR_OF_DEPARTMENT = '/api/v1/departments/{department}/years/{year}';

/** The OpenAPI 3.1 document of the API: JSON schemas of 3.1 are those that zod writes. Needs no database. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const described = SwaggerModule.createDocument(app, DESCRIPTION, { operationIdFactory: (_class, method) => method });
  return withComponents(withProblems(withEntryPaths(withCommandPaths(described))));
}

const DESCRIPTION = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('预决')
  .setDescription('部门预算执行的登记、报表与追溯')
  .setVersion('1')
  .addServer('/')
  .addTag('报表', '公开报表及其来历、勾稽、情况说明，月度执行，分录和单据')
  .addTag('单位年度', '一个单位一年的账：余额，登记业务，年结之后开下一年度')
  .addTag('单据', '暂存、送审、退回、审核；审核前不在任何余额中')
  .addTag('导入', '指标、调整、支付、项目、单位、科目的清单')
  .addTag('登记', '项目、单位、科目和各台账')
  .addTag('实时更新', 'server-sent events')
  .addTag('运行', '健康检查和度量')
  .build();

/** Documents each ledger command as a separate operation, because its body depends on the command. */
const withCommandPaths = (document: OpenAPIObject): OpenAPIObject =>
  expandPath(
    document,
    `${YEAR_OF_UNIT}/commands/{type}`,
    'type',
    (Object.keys(COMMAND_SCHEMAS) as CommandType[]).map((type) => ({
      value: type,
      operationId: type,
      summary: COMMAND_NAMES[type],
      body: COMMAND_BODIES[type],
      example: COMMAND_EXAMPLES[type],
    })),
  );

/** Documents the entries of each register as a separate operation, because their fields depend on the register. */
const withEntryPaths = (document: OpenAPIObject): OpenAPIObject =>
  expandPath(
    document,
    `${YEAR_OF_DEPARTMENT}/registers/{register}`,
    'register',
    [...ENTRY_BODIES].map(([register, body]) => ({
      value: register,
      operationId: `${register}Entry`,
      summary: `登记${REGISTER_WORDS[register]}；同一编号以新的为准`,
      body,
      example: { entryNo: 'LS-01', content: ENTRY_EXAMPLES[register] },
    })),
  );

/** What each status means, whatever was asked. */
const PROBLEM_WORDS: Readonly<Record<number, string>> = {
  400: '地址或请求体的格式不正确',
  403: '请求来自其他网站的页面',
  404: '没有所指的部门、年度、单位、版式、行列或业务',
  408: '请求没有在时限内发完',
  409: '与已有的内容冲突，或报表尚未更新到所等的位置',
  412: '他人已更新',
  413: '地址或请求体过大',
  415: '不支持请求体的类型、字符编码或压缩方式',
  421: '不能以这个主机名访问',
  422: '内容不正确，或业务被拒绝',
  431: '地址或请求头过长',
  500: '程序出错',
  503: '暂时不可用，请稍后重试',
};

/** What any request can come to, before its handler sees it or because of a fault. */
const PROBLEMS_OF_ALL = [400, 408, 413, 421, 431, 500, 503] as const;
/** Pages of other sites are refused by the API. */
const PROBLEMS_OF_API = [403] as const;

const METHODS = ['get', 'post'] as const;

function withProblems(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = METHODS.filter((method) => item[method]).map((method) => {
      const { [PROBLEMS]: own = [], ...operation } = item[method] as Operation;
      const all = [...PROBLEMS_OF_ALL, ...(path.startsWith('/api/') ? PROBLEMS_OF_API : []), ...own];
      const problems = [...new Set(all)]
        .toSorted((a, b) => a - b)
        .map((status) => [status, referenceToProblem(status)]);
      return [method, { ...operation, responses: { ...operation.responses, ...Object.fromEntries(problems) } }];
    });
    return [path, Object.fromEntries(operations)];
  });
  return { ...document, paths: Object.fromEntries(paths) as OpenAPIObject['paths'] };
}

interface Operation {
  readonly [PROBLEMS]?: readonly number[];
  readonly responses: Readonly<Record<string, object>>;
}

const referenceToProblem = (status: number) => ({ $ref: `#/components/responses/Problem${status}` });

type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

function withComponents(document: OpenAPIObject): OpenAPIObject {
  const content = { 'application/problem+json': { schema: referenceTo(problem) } };
  const responses = Object.entries(PROBLEM_WORDS).map(([status, description]) => [
    `Problem${status}`,
    { description, content },
  ]);
  return {
    ...document,
    // Until people sign in, nothing asks who it is.
    security: [],
    components: { schemas: componentSchemas(), responses: Object.fromEntries(responses) as Responses },
  };
}
