import { type ZodType, z } from 'zod';

/** A JSON schema as the OpenAPI document holds it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schemas that have a name in the OpenAPI document: bodies, answers and what several of them share. */
const COMPONENTS = z.registry<{ id: string }>();

const BY_NAME = new Map<string, ZodType>();

const refTo = (id: string): string => `#/components/schemas/${id}`;

/** Names a schema in the OpenAPI document. Called last, because methods of zod return a new schema without the name. */
export function named<Schema extends ZodType>(id: string, schema: Schema): Schema {
  COMPONENTS.add(schema, { id });
  BY_NAME.set(id, schema);
  return schema;
}

/** The schema behind a reference. Throws when nothing has that name. */
export function schemaAt(reference: string): ZodType {
  const found = BY_NAME.get(reference.slice(refTo('').length));
  if (!found) throw new Error(`No schema is at ${reference}.`);
  return found;
}

/** A reference to a named schema. Throws when it has no name. */
export function referenceTo(schema: ZodType): { readonly $ref: string } {
  const id = COMPONENTS.get(schema)?.id;
  if (id === undefined) throw new Error('A body or an answer needs a name in the OpenAPI document.');
  return { $ref: refTo(id) };
}

/** The JSON schemas of all named schemas, which refer to each other by name. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(COMPONENTS, { ...OPTIONS, uri: refTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]));
}

/** The JSON schema of what is no component: a parameter. */
export const inlineSchema = (schema: ZodType): JsonSchema => withoutIdentity(z.toJSONSchema(schema, OPTIONS));

const OPTIONS = {
  // What a client may send. Answers have neither defaults nor transforms, so for them it is the same as the output.
  io: 'input',
  override: ({ jsonSchema }: { jsonSchema: { format?: string; pattern?: string } }): void => {
    // The pattern says the same as the format, in 200 characters.
    if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  },
} as const;

function withoutIdentity(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema as { $schema?: string; $id?: string };
  return rest;
}
