import { z } from 'zod';
import { version } from '../../config/version.ts';
import { apiRoot } from './add-operations.ts';
import type { Operation } from './operation.ts';
import { problemSchema } from './schemas.ts';
import { feedSchema, feedType } from './to-feed.ts';

type Json = Readonly<Record<string, unknown>>;

/** The document of the API, made of the schemas that check requests. Spec: OpenAPI 3.1. */
export function toOpenApi(operations: readonly Operation[]): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations)
    (paths[apiRoot + operation.path] ??= {})[operation.method] = describe(operation, schemas);
  toSchema(problemSchema, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Courant',
      version,
      description: 'Articles, stories and the running of a news archive. Errors are problems as of RFC 9457.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token of `courant_…`.' } },
    },
  };
}

function describe(operation: Operation, schemas: Record<string, unknown>): Json {
  const { id, tag, summary, scope, params, query, body } = operation;
  const parameters = [...toParameters('path', params), ...toParameters('query', query)];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `Takes the scope \`${scope}\`.`,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(body, 'input', schemas) } } },
    }),
    responses: toResponses(operation, schemas),
  };
}

function toParameters(place: 'path' | 'query', schema: z.ZodObject | undefined): readonly Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description, ...form } = toSchema(field, 'input', {});
    const required = place === 'path';
    return { name, in: place, required, ...(description !== undefined && { description }), schema: form };
  });
}

function toResponses(operation: Operation, schemas: Record<string, unknown>): Json {
  const { answer, isFeed, mediaTypes, method, problems = [], body, params, status = 200 } = operation;
  const content = {
    ...(answer && { 'application/json': { schema: toSchema(answer, 'output', schemas) } }),
    ...(isFeed === true && { [feedType]: { schema: toSchema(feedSchema, 'output', schemas) } }),
    ...Object.fromEntries((mediaTypes ?? []).map((type) => [type, { schema: { type: 'string' } }])),
  };
  // 400 also where there are no parameters: for one that is sent all the same.
  const failures = new Set([400, 401, 403, ...problems, ...(params ? [404] : []), ...(body ? [413, 415] : [])]);
  return {
    [status]: { description: 'What was asked for.', ...(Object.keys(content).length > 0 && { content }) },
    ...(method === 'get' && answer && { 304: { description: 'It is as it was (`If-None-Match`).' } }),
    ...Object.fromEntries([...failures].sort().map((code) => [code, problemResponse])),
  };
}

const problemResponse = {
  description: 'A problem.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** A schema as JSON Schema; those with a name go into `schemas`, and a reference stands for them. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const { $schema, $defs, ...form } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    // An answer may have more than the schema says one day: clients are to pass over what they do not know.
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  void $schema;
  for (const [name, inner] of Object.entries($defs ?? {})) schemas[name] = withReferences(inner);
  return withReferences(form);
}

/** Named schemas stand in one place of the document, not in each. */
function withReferences(form: unknown): Json {
  const text = JSON.stringify(form)
    .replaceAll('"#/$defs/', '"#/components/schemas/')
    .replace(/"id":"\w+",?/, '');
  return JSON.parse(text) as Json; // as it was made the line before
}
