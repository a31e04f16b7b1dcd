import { Body, Param, Query, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiParam, ApiQuery } from '@nestjs/swagger';
import { type ZodObject, type ZodType } from 'zod';
import { inlineSchema, referenceTo } from './components';
import { ZodPipe } from './zod-pipe';

/*
 * One decorator on a handler's parameter says where it comes from, validates it, and documents it, all by one schema.
 * nestjs-zod does this with classes, but its documents are wrong where zod 4 says null (docs/dependencies.md).
 */

/** The parameters of the path. */
export const PathOf = (schema: ZodObject): ParameterDecorator =>
  validatedAndDocumented(
    Param(new ZodPipe(schema)),
    fieldsOf(schema).map((field) => ApiParam(field)),
  );

/** The parameters of the query. */
export const QueryOf = (schema: ZodObject): ParameterDecorator =>
  validatedAndDocumented(
    Query(new ZodPipe(schema)),
    fieldsOf(schema).map((field) => ApiQuery(field)),
  );

/**
 * A JSON body. Where one field decides what the others are, `schema` validates what is common, the handler the rest, and
 * `documented` describes the whole.
 */
export const BodyOf = (schema: ZodType, { documented = schema, example }: BodyOptions): ParameterDecorator =>
  validatedAndDocumented(Body(new ZodPipe(schema)), [
    ApiBody({ required: true, schema: referenceTo(documented), examples: { 示例: { value: example } } }),
  ]);

interface BodyOptions {
  readonly documented?: ZodType;
  /** A body that can be sent as it is. */
  readonly example: object;
}

/** A form of a page. The API's document does not describe it. */
export const FormOf = (schema: ZodType): ParameterDecorator => Body(new ZodPipe(schema));

/** A body that is a file. The handler reads it from the request itself. */
export const FileBody = (
  description: string,
  mediaTypes: readonly string[],
  examples: Readonly<Record<string, { readonly value: string }>>,
): MethodDecorator =>
  applyDecorators(
    ApiConsumes(...mediaTypes),
    ApiBody({ required: true, description, schema: { type: 'string', format: 'binary' }, examples }),
  );

/** The headers of whatever records something. */
export const RecordingHeaders = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: '同一编号重复提交只生效一次',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    ActorHeader(),
  );

/** Who sends it. */
export const ActorHeader = (): MethodDecorator & ClassDecorator =>
  ApiHeader({
    name: 'X-Yujue-Actor',
    required: false,
    description: '经办人姓名（百分号编码）',
    schema: { type: 'string' },
  });

/** Refuses what was decided on an earlier state. */
export const IfMatchHeader = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: '读取时得到的 ETag；他人已更新时拒绝（412）',
    schema: { type: 'string' },
  });

interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: object;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Each parameter with its schema; description and example belong to the parameter. */
function fieldsOf(schema: ZodObject): Field[] {
  return Object.entries(schema.shape as Record<string, ZodType>).map(([name, field]) => {
    const { description, examples: _ofOutput, ...json } = inlineSchema(field) as Record<string, unknown>;
    // JSON schemas leave out examples where what is read is not what was written.
    const [example] = (field.meta()?.examples ?? []) as readonly unknown[];
    return {
      name,
      required: !field.safeParse(undefined).success,
      schema: json,
      ...(typeof description === 'string' && { description }),
      ...(example !== undefined && { examples: { 示例: { value: example } } }),
    };
  });
}

/** A parameter decorator that also documents the method: parameters are decorated before their method is. */
const validatedAndDocumented =
  (validate: ParameterDecorator, documents: readonly MethodDecorator[]): ParameterDecorator =>
  (target, key, index) => {
    validate(target, key, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, key!)!;
    for (const document of documents) document(target, key!, descriptor);
  };
