import { HttpCode, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import { type ZodType, type z } from 'zod';
import { referenceTo } from './components';

/** What a handler returns where a schema describes its answer: the same, and nobody may change it. */
type Answer<T> = T extends readonly (infer Item)[]
  ? readonly Answer<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Answer<T[Key]> }
    : T;

type Handler<T> = (...parameters: never[]) => Answer<T> | Promise<Answer<T>>;

interface AnswerOptions {
  readonly description?: string;
  /** Headers that the answer carries, with what each says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers 200 with JSON of this schema. The compiler checks that the handler returns it, and the tests of the API parse
 * every answer by it; the running program does not, so an answer costs nothing more and no field of it is lost.
 */
export const Answers =
  <Schema extends ZodType>(schema: Schema, { description = '', headers = {} }: AnswerOptions = {}) =>
  <Method extends Handler<z.input<Schema>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void =>
    applyDecorators(
      HttpCode(200),
      ApiResponse({
        status: 200,
        description,
        ...(Object.keys(headers).length > 0 && { headers: headersOf(headers) }),
        content: { 'application/json': { schema: referenceTo(schema) } },
      }),
    )(target, key, descriptor);

/** Answers 200 with a file of one of these media types. */
export const AnswersFile = (description: string, mediaTypes: readonly string[]): MethodDecorator =>
  ApiResponse({
    status: 200,
    description,
    headers: headersOf({ 'Content-Disposition': '文件名（RFC 6266）' }),
    content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
  });

/** Answers 200 with text; `schema` describes what each part of it says, where it has parts. */
export const AnswersText = (description: string, mediaType: string, schema?: ZodType): MethodDecorator =>
  ApiResponse({
    status: 200,
    description,
    content: { [mediaType]: { schema: schema ? referenceTo(schema) : { type: 'string' } } },
  });

/** The name of the extension under which `describeApi` finds an operation's problems. */
export const PROBLEMS = 'x-problems';

/** Statuses of problems that this operation can answer, besides those that every operation can. */
export const Problems = (...statuses: readonly number[]): MethodDecorator & ClassDecorator =>
  ApiExtension(PROBLEMS, statuses);

const headersOf = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  ) as Record<string, { description: string; schema: { type: 'string' } }>;
