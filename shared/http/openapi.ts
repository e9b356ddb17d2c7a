import { OpenAPIRegistry, OpenApiGeneratorV3, type RouteConfig } from '@asteasolutions/zod-to-openapi';
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
  const conditional = new Set(routes.filter((route) => route.conditional).map(({ path }) => path));
  for (const route of routes) register(registry, route, isTagged(route, conditional));
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

const problemContent = { 'application/problem+json': { schema: problemSchema } };

/** What any request of an organization may meet. */
function refusals({ method }: Route): RouteConfig['responses'] {
  const role = 'The role does not allow it (`auth.forbidden`)';
  const limit = ', or the organization has as many of its kind as it may (`limit.…`)';
  return {
    403: { description: method === 'POST' ? `${role}${limit}` : role, content: problemContent },
    429: {
      description: 'The organization sends too many requests (`rate.limited`)',
      headers: {
        'Retry-After': { description: 'Seconds until some are answered again', schema: { type: 'integer' } },
        'RateLimit-Policy': {
          description: 'How many requests (`q`) are answered in how many seconds (`w`)',
          schema: { type: 'string' },
        },
        RateLimit: {
          description: 'How many are left (`r`), and in how many seconds (`t`) there are more',
          schema: { type: 'string' },
        },
      },
      content: problemContent,
    },
  };
}

/** Whether the answers carry an ETag: those about one object of which there is a conditional change. */
function isTagged({ method, path }: Route, conditional: ReadonlySet<string>): boolean {
  return conditional.has(method === 'POST' && !conditional.has(path) ? `${path}{id}/` : path);
}

const tagHeader = {
  ETag: { description: 'Stands for this version of the object; for `If-Match`', schema: { type: 'string' as const } },
};

const matchHeader = z.object({
  'If-Match': z.string().optional().meta({
    description: 'An ETag that the object was answered with, or several: nothing is done to any other version.',
  }),
});

const changedSince = {
  412: {
    description: 'It is not the version that `If-Match` names (`object.changed`)',
    content: problemContent,
  },
};

function register(registry: OpenAPIRegistry, route: Route, isTagged: boolean): void {
  const successes = Object.entries(route.responses).map(([status, schema]) => [
    status,
    schema === null
      ? { description: route.summary }
      : {
          description: route.summary,
          ...(isTagged ? { headers: tagHeader } : {}),
          content: { 'application/json': { schema } },
        },
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
      headers: route.conditional && matchHeader,
      body,
    },
    responses: {
      ...Object.fromEntries(successes),
      ...(route.auth === 'anonymous' ? {} : refusals(route)),
      ...(route.conditional ? changedSince : {}),
      default: {
        description: 'What went wrong',
        content: problemContent,
      },
    },
  });
}
