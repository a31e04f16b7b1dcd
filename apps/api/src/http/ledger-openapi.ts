import { type OpenAPIObject } from '@nestjs/swagger';
import { COMMAND_NAMES, COMMAND_SCHEMAS, type CommandType } from '@yujue/ledger';
import { z } from 'zod';

type Paths = OpenAPIObject['paths'];

/** The path that one controller method serves for all commands. */
const COMMANDS_PATH = '/api/v1/units/{unit}/years/{year}/commands/{type}';

/**
 * Documents each ledger command as a path of its own, with the body's schema made from the zod definition that also
 * validates it, so that the documentation cannot say something else.
 */
export function withCommandPaths(document: OpenAPIObject): OpenAPIObject {
  const { [COMMANDS_PATH]: general, ...paths } = document.paths;
  if (!general?.post) return document;
  const post = general.post;
  const commands: Paths = {};
  for (const type of Object.keys(COMMAND_SCHEMAS) as CommandType[]) {
    commands[COMMANDS_PATH.replace('{type}', type)] = {
      post: {
        ...post,
        operationId: type,
        summary: COMMAND_NAMES[type],
        parameters: (post.parameters ?? []).filter((parameter) => !('name' in parameter && parameter.name === 'type')),
        requestBody: { required: true, content: { 'application/json': { schema: bodySchema(type) } } },
      },
    };
  }
  return { ...document, paths: { ...paths, ...commands } };
}

type BodySchema = { [key: string]: unknown };

const bodySchema = (type: CommandType): BodySchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(COMMAND_SCHEMAS[type], { io: 'input' }) as BodySchema;
  return schema;
};
