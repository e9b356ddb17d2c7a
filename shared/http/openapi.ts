import { OpenAPIRegistry, OpenApiGeneratorV3 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problems } from '../errors.ts';
import { namedSchemas } from './named-schemas.ts';
import type { Route } from './route.ts';

type OpenApiDocument = ReturnType<OpenApiGeneratorV3['generateDocument']>;

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [string, ...string[]]),
    next: z.string(),
    trace_id: z.string(),
    errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. `code` is stable; `next` says what to do.' });

/** The OpenAPI 3.0.3 document of these routes; operation ids are the functions' names. */
export function openApiDocument(routes: readonly Route[], publicUrl: string, version: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'ApiKeyAuth', { type: 'apiKey', in: 'header', name: 'Authorization' });
  registry.registerComponent('securitySchemes', 'JWTAuth', { type: 'apiKey', in: 'header', name: 'Authorization' });
  registry.registerComponent('securitySchemes', 'tokenAuth', { type: 'http', scheme: 'bearer' });
  for (const route of routes) register(registry, route);
  const components = namedSchemas(routes.flatMap(schemasOf)).map((schema) => ({ type: 'schema' as const, schema }));
  const document = new OpenApiGeneratorV3([...components, ...registry.definitions]).generateDocument({
    openapi: '3.0.3',
    info: {
      title: 'Key Vault integration',
      version,
      description: 'Connects Azure Key Vaults to a configuration store: consent, access test, import and push.',
    },
    servers: [{ url: publicUrl }],
  });
  return JSON.parse(JSON.stringify(document), (_key, value) => nullableBesideReference(value));
}

/**
 * `allOf: [reference, { nullable }]` as `allOf: [reference], nullable`, which says the same and is what generators of
 * clients look for.
 */
function nullableBesideReference(value: unknown): unknown {
  const parsed = nullableReference.safeParse(value);
  if (!parsed.success) return value;
  const [reference] = parsed.data.allOf;
  return { allOf: [reference], nullable: true };
}

const nullableReference = z.strictObject({
  allOf: z.tuple([z.strictObject({ $ref: z.string() }), z.strictObject({ nullable: z.literal(true) })]),
});

function schemasOf({ request, responses }: Route) {
  return [problemSchema, request.query, request.body, ...Object.values(responses)];
}

function register(registry: OpenAPIRegistry, route: Route): void {
  const successes = Object.entries(route.responses).map(([status, schema]) => [
    status,
    schema === null
      ? { description: route.summary }
      : { description: route.summary, content: { 'application/json': { schema } } },
  ]);
  const body = route.request.body && {
    required: route.request.bodyRequired !== false,
    content: {
      'application/json': { schema: route.request.body },
      'application/x-www-form-urlencoded': { schema: route.request.body },
      'multipart/form-data': { schema: route.request.body },
    },
  };
  registry.registerPath({
    operationId: route.name,
    method: route.method.toLowerCase() as Lowercase<Route['method']>,
    path: route.path,
    summary: route.summary,
    ...(route.auth === 'anonymous' ? {} : { security: [{ JWTAuth: [] }, { ApiKeyAuth: [] }, { tokenAuth: [] }] }),
    request: {
      params: route.request.params as z.ZodObject | undefined,
      query: route.request.query as z.ZodObject | undefined,
      body,
    },
    responses: {
      ...Object.fromEntries(successes),
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  });
}
